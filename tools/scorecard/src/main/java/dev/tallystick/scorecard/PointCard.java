package dev.tallystick.scorecard;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.scorecard.document.CardCase;
import dev.tallystick.scorecard.document.CardCases;
import dev.tallystick.scorecard.document.CaseRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scorecard: points for each band of each factor. It gives the same score and reasons as the
 * bureau that is to run it, which is why the cases that it writes are a test of the bureau.
 */
record PointCard(long base, List<PointFactor> factors) {
  private static final int REASONS = 4;
  private static final String OBSERVED = "2026-01-01T00:00:00.000Z";

  PointCard {
    factors = List.copyOf(factors);
  }

  /** How many reasons it names. */
  static int reasons() {
    return REASONS;
  }

  static PointCard of(FittedModel model, Map<String, FactorInput> inputs, PointScale scale) {
    List<PointFactor> factors = new ArrayList<>();
    for (int j = 0; j < model.columns().size(); j++) {
      BinnedColumn column = model.columns().get(j);
      FactorInput input =
          Optional.ofNullable(inputs.get(column.name()))
              .orElseGet(() -> FactorInput.ofColumn(column.name()));
      factors.add(PointFactor.of(column, model.slopes().get(j), input, scale));
    }
    return new PointCard(
        PointScale.clamp(scale.anchor() + scale.points(model.intercept())), factors);
  }

  /**
   * Cases that meet every band, and one about which nothing is known; of values that nobody has.
   */
  JsonObject cases() {
    int most = factors.stream().mapToInt(factor -> factor.bands().size()).max().orElse(0);
    List<CardCase> cases = new ArrayList<>(List.of(emptyCase()));
    for (int band = 0; band < most; band++) {
      cases.add(filledCase(band));
    }
    return new CardCases(cases).toJson();
  }

  private CardCase emptyCase() {
    long score = PointScale.clamp(base + factors.stream().mapToLong(PointFactor::missing).sum());
    return new CardCase("nothing is known", List.of(), score, List.of());
  }

  private CardCase filledCase(int wanted) {
    List<CaseRecord> records = new ArrayList<>();
    List<Lack> lacks = new ArrayList<>();
    long score = base;
    for (PointFactor factor : factors) {
      int band = Math.min(wanted, factor.bands().size() - 1);
      PointFactor.Band met = factor.bands().get(band);
      records.add(record(factor, factor.example(band)));
      score += met.points();
      if (met.points() < factor.best() && met.reason().isPresent()) {
        lacks.add(new Lack(factor.best() - met.points(), met.reason().get().code()));
      }
    }
    lacks.sort(Comparator.comparingLong(Lack::points).reversed());
    List<String> reasons = lacks.stream().map(Lack::code).distinct().limit(REASONS).toList();
    return new CardCase(
        "band " + (wanted + 1) + " of each factor", records, PointScale.clamp(score), reasons);
  }

  private record Lack(long points, String code) {}

  private static CaseRecord record(PointFactor factor, String value) {
    JsonObject.Builder fields = JsonObject.builder();
    if (factor.isOfWords()) {
      fields.put(factor.input().field(), value);
    } else {
      fields.put(factor.input().field(), Long.parseLong(value));
    }
    return new CaseRecord(factor.input().category(), OBSERVED, fields.build());
  }
}
