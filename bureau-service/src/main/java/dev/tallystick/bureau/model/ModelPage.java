package dev.tallystick.bureau.model;

import dev.tallystick.bureau.page.HtmlPage;
import dev.tallystick.bureau.page.HtmlPage.Term;
import dev.tallystick.bureau.scoring.FitQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What everybody may know of a model: what it looks at, and how good it was where it was fitted.
 */
final class ModelPage {
  private static final List<String> HEADS =
      List.of("Score", "Loans", "Expected to go wrong", "Went wrong");
  private static final double TEN_THOUSANDTHS = 10_000;
  private static final double HUNDREDTHS = 100;

  private ModelPage() {}

  static String of(String bureau, FiledModelRepository.Kept kept) {
    FiledModel model = kept.model();
    String id = model.card().id().toString();
    HtmlPage page =
        new HtmlPage("Model " + id, "Model " + id)
            .terms(
                List.of(
                    new Term("Runs at", bureau),
                    new Term("Brought by", model.owner()),
                    new Term("Looks at", String.join(", ", model.card().factorNames())),
                    new Term("Reads records of", String.join(", ", model.card().categories())),
                    new Term("Tested by", model.cases().size() + " cases"),
                    new Term(
                        "In the log",
                        kept.logged()
                            .map(logged -> "entry " + logged.index())
                            .orElse("not yet: no report is made by it"))));
    Optional<FitQuality> fit = model.card().fit();
    if (fit.isPresent()) {
      quality(page, fit.get());
    } else {
      page.paragraph("Its file does not say how good it was on any loans.");
    }
    return page.smallPrint("SHA-256 of its file: " + model.card().manifest().hex()).end();
  }

  private static void quality(HtmlPage page, FitQuality fit) {
    String error =
        fit.aucError()
            .map(each -> String.format(Locale.ROOT, " ± %.4f", each / TEN_THOUSANDTHS))
            .orElse("");
    page.paragraph(
        String.format(
            Locale.ROOT,
            "Of one loan that ended well and one that went wrong, it gave the better score to the"
                + " right one in %.4f%s of all cases (AUC), on loans that it had not seen: %d"
                + " loans, of which %d went wrong, in %d folds.",
            fit.auc() / TEN_THOUSANDTHS,
            error,
            fit.rows(),
            fit.bad(),
            fit.folds()));
    List<List<String>> rows = new ArrayList<>();
    for (FitQuality.Bin bin : fit.calibration()) {
      rows.add(
          List.of(
              bin.from() + " to " + bin.to(),
              Long.toString(bin.rows()),
              percent(bin.predicted()),
              percent(bin.observed())));
    }
    page.table(HEADS, rows, List.of());
    page.paragraph("Whoever filed the model says so; nobody here has these loans.");
  }

  private static String percent(long share) {
    return String.format(Locale.ROOT, "%.1f %%", share / HUNDREDTHS);
  }
}
