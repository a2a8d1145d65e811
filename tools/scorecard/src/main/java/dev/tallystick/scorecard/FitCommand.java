package dev.tallystick.scorecard;

import dev.tallystick.events.json.CanonicalJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code tallystick scorecard fit}. */
final class FitCommand {
  private final PrintStream out;

  FitCommand(PrintStream out) {
    this.out = out;
  }

  /** What was asked for. */
  record Asked(
      Path file,
      String target,
      String bad,
      Path folder,
      CardFile.Named named,
      Set<String> without,
      Map<String, FactorInput> inputs,
      FitSettings settings) {

    static Asked parse(Options options) throws ScorecardException {
      Set<String> without = new LinkedHashSet<>();
      options.all("--without").forEach(names -> without.addAll(List.of(names.split(",", -1))));
      Map<String, FactorInput> inputs = new LinkedHashMap<>();
      for (String input : options.all("--input")) {
        Map.Entry<String, FactorInput> one = FactorInput.parse(input);
        inputs.put(one.getKey(), one.getValue());
      }
      FitSettings usual = FitSettings.USUAL;
      return new Asked(
          Path.of(options.word("FILE")),
          options.one("--target").orElseThrow(() -> new ScorecardException("--target is needed")),
          options.one("--bad").orElse("1"),
          Path.of(options.one("--out").orElse(".")),
          new CardFile.Named(
              name(options.one("--name"), "fitted"), name(options.one("--version"), "1")),
          without,
          inputs,
          new FitSettings(
              (int) options.number("--bins", usual.bins(), 2, 20),
              (int) options.number("--folds", usual.folds(), 2, 50),
              options.number("--seed", usual.seed(), 0, Long.MAX_VALUE),
              usual.cost()));
    }

    private static String name(Optional<String> given, String usual) throws ScorecardException {
      String name = given.orElse(usual);
      if (!name.matches("[a-z0-9][a-z0-9._]{0,63}")) {
        throw new ScorecardException("a name is of a to z, 0 to 9, dots and underscores");
      }
      return name;
    }
  }

  /** Fits, and writes what comes out. */
  void run(Asked asked) throws IOException, ScorecardException {
    LoanTable table = LoanTable.read(asked.file(), asked.target(), asked.bad(), asked.without());
    CrossValidation validation = CrossValidation.of(table, asked.settings());
    List<Integer> all = new ArrayList<>();
    for (int row = 0; row < table.rows().size(); row++) {
      all.add(row);
    }
    CrossValidation.Correction correction = validation.correction(table.bad());
    FittedModel model = FittedModel.fit(table, all, asked.settings()).drawnIn(correction);
    PointScale scale = PointScale.USUAL;
    PointCard card = PointCard.of(model, asked.inputs(), scale);
    Calibration calibration =
        Calibration.of(
            validation.logOdds().stream().map(correction::apply).toList(), table.bad(), scale);
    RocCurve roc = RocCurve.of(validation.logOdds(), table.bad());
    Files.createDirectories(asked.folder());
    String base = asked.named().name() + "-" + asked.named().version();
    write(
        asked.folder().resolve(base + ".json"),
        CardFile.of(card, asked.named(), new CardFile.Quality(table, validation, calibration)));
    write(
        asked.folder().resolve(base + ".cases.json"),
        new String(CanonicalJson.messageBytes(card.cases()), StandardCharsets.UTF_8));
    write(
        asked.folder().resolve(base + ".svg"),
        FitPlot.of(roc, validation.area(), validation.error(), calibration));
    tell(table, model, validation, calibration);
    say("written: %s.json, %s.cases.json, %s.svg in %s", base, base, base, asked.folder());
    tellUnmapped(card);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private void tell(
      LoanTable table, FittedModel model, CrossValidation validation, Calibration calibration) {
    say(
        "%d loans, %d went wrong; %d columns of %d are looked at",
        table.rows().size(),
        table.bad().stream().filter(each -> each).count(),
        model.columns().size(),
        table.columns().size());
    for (int j = 0; j < model.columns().size(); j++) {
      BinnedColumn column = model.columns().get(j);
      say(
          "  %-24s %d bins, information %.3f, slope %.2f",
          column.name(), column.bins().size(), column.information(), model.slopes().get(j));
    }
    say(
        "AUC %.4f ± %.4f, the mean of %d folds; each loan judged by a model that has not seen it",
        validation.area(), validation.error(), validation.foldAreas().size());
    say("slopes are drawn in by the factor that those loans ask for, so that no score is too sure");
    say("calibration: expected and observed differ by at most %.1f %%", calibration.worst() * 100);
    for (Calibration.Band band : calibration.bands()) {
      say(
          "  score %d to %d: %d loans, expected %.1f %%, observed %.1f %%",
          band.from(), band.to(), band.rows(), band.predicted() * 100, band.observed() * 100);
    }
  }

  private void tellUnmapped(PointCard card) {
    List<String> unmapped =
        card.factors().stream()
            .map(PointFactor::input)
            .filter(input -> input.category().equals("APPLICANT"))
            .map(FactorInput::name)
            .toList();
    if (!unmapped.isEmpty()) {
      say(
          "No bureau takes it yet: say by --input where each is read from (%s). What is not"
              + " relevant to credit is refused.",
          String.join(", ", unmapped));
    }
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
