package dev.tallystick.bureau.scoring;

import dev.tallystick.bureau.json.JsonForms;
import dev.tallystick.bureau.json.JsonForms.MalformedFormException;
import dev.tallystick.bureau.scoring.Scorecard.Scale;
import dev.tallystick.bureau.scoring.Scorecard.Source;
import dev.tallystick.bureau.scoring.ScorecardDocument.BandJson;
import dev.tallystick.bureau.scoring.ScorecardDocument.FactorJson;
import dev.tallystick.bureau.scoring.ScorecardDocument.FitJson;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the file of a model; {@code docs/spec/report.md} has its form. */
public final class ScorecardFile {
  private ScorecardFile() {}

  /**
   * Reads a scorecard.
   *
   * @throws MalformedScorecardException if a member is missing, of another kind, unknown, or names
   *     a reason that the file does not have
   */
  public static Scorecard parse(byte[] json) throws MalformedScorecardException {
    try {
      CanonicalJson.parse(json);
      ScorecardDocument file = JsonForms.read(json, ScorecardDocument.class);
      Map<String, Reason> reasons = reasons(file.reasons());
      return new Scorecard(
          new Source(
              new ModelId(file.model(), file.version()),
              Hash.sha256(json),
              file.fit().map(FitJson::toQuality)),
          new Scale(
              file.scale().base(),
              file.scale().minimum(),
              file.scale().maximum(),
              file.scale().reasons()),
          factors(file.factors(), reasons.keySet()),
          reasons);
    } catch (MalformedJsonException
        | MalformedFormException
        | NoSuchElementException
        | IllegalArgumentException e) {
      throw new MalformedScorecardException("not a scorecard: " + e.getMessage(), e);
    }
  }

  private static Map<String, Reason> reasons(List<Map<String, String>> sentences)
      throws MalformedScorecardException {
    Map<String, Reason> reasons = new HashMap<>();
    for (Map<String, String> sentence : sentences) {
      Map<String, String> translations = new HashMap<>(sentence);
      String code = required(translations.remove("code"));
      String english = required(translations.remove("en"));
      if (reasons.put(code, new Reason(code, english, translations)) != null) {
        throw new MalformedScorecardException("the reason " + code + " stands twice");
      }
    }
    return reasons;
  }

  private static String required(@Nullable String text) throws MalformedScorecardException {
    if (text == null) {
      throw new MalformedScorecardException("a reason has a code and an English sentence");
    }
    return text;
  }

  private static List<Factor> factors(List<FactorJson> file, Set<String> reasons)
      throws MalformedScorecardException {
    List<Factor> factors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (FactorJson factor : file) {
      List<Band> bands = new ArrayList<>();
      for (BandJson band : factor.bands()) {
        bands.add(band(band, reasons));
      }
      if (!names.add(factor.name())) {
        throw new MalformedScorecardException("the factor " + factor.name() + " stands twice");
      }
      factors.add(
          new Factor(
              factor.name(),
              new Factor.Input(factor.category(), factor.field(), factor.combine()),
              bands,
              value(factor.missing().points(), factor.missing().reason(), reasons)));
    }
    return factors;
  }

  private static Band band(BandJson band, Set<String> reasons) throws MalformedScorecardException {
    ScoredValue value = value(band.points(), band.reason(), reasons);
    if (band.below().isPresent() && band.is().isPresent()) {
      throw new MalformedScorecardException("a band is of numbers or of a word");
    }
    if (band.below().isPresent()) {
      return new Band.Below(band.below().get(), value);
    }
    return band.is().isPresent() ? new Band.Is(band.is().get(), value) : new Band.Rest(value);
  }

  private static ScoredValue value(long points, Optional<String> reason, Set<String> reasons)
      throws MalformedScorecardException {
    if (reason.isPresent() && !reasons.contains(reason.get())) {
      throw new MalformedScorecardException("no sentence for the reason " + reason.get());
    }
    return new ScoredValue(points, reason);
  }
}
