package dev.tallystick.scorecard;

import java.util.List;
import java.util.Locale;

/** How good a model is, as a picture: the ROC curve, and what came of what was expected. */
final class FitPlot {
  private static final int SIDE = 300;
  private static final int LEFT = 60;
  private static final int TOP = 50;
  private static final int SECOND = 470;

  private FitPlot() {}

  static String of(RocCurve roc, double area, double error, Calibration calibration) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 420" role="img" aria-labelledby="t d" font-family="sans-serif" font-size="12">
        <title id="t">How good the scorecard is on loans that it has not seen</title>
        """);
    svg.append(
        line(
            "<desc id=\"d\">ROC curve with an area of %.3f, standard error %.3f; shares that went"
                + " wrong by band of the score, expected and observed.</desc>\n",
            area, error));
    svg.append("<rect width=\"800\" height=\"420\" fill=\"#fff\"/>\n");
    roc(svg, roc, area, error);
    calibration(svg, calibration);
    return svg.append("</svg>\n").toString();
  }

  private static void roc(StringBuilder svg, RocCurve roc, double area, double error) {
    svg.append(
        line(
            "<text x=\"%d\" y=\"30\" font-size=\"15\">ROC: area %.3f ± %.3f,"
                + " cross-validated</text>\n",
            LEFT, area, error));
    axes(svg, LEFT, "good loans turned away", "bad loans found");
    svg.append(
        line(
            "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#999\" stroke-dasharray=\"4"
                + " 4\"/>\n",
            LEFT, TOP + SIDE, LEFT + SIDE, TOP));
    StringBuilder path = new StringBuilder();
    for (RocCurve.Point point : roc.points()) {
      path.append(path.length() == 0 ? "M" : "L")
          .append(line("%.1f %.1f ", LEFT + point.good() * SIDE, TOP + SIDE - point.bad() * SIDE));
    }
    svg.append("<path fill=\"none\" stroke=\"#0b5394\" stroke-width=\"2\" d=\"")
        .append(path.toString().strip())
        .append("\"/>\n");
  }

  private static void calibration(StringBuilder svg, Calibration calibration) {
    svg.append(
        line(
            "<text x=\"%d\" y=\"30\" font-size=\"15\">Went wrong: expected and observed</text>\n",
            SECOND));
    axes(svg, SECOND, "expected share", "observed share");
    svg.append(
        line(
            "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#999\" stroke-dasharray=\"4"
                + " 4\"/>\n",
            SECOND, TOP + SIDE, SECOND + SIDE, TOP));
    List<Calibration.Band> bands = calibration.bands();
    for (Calibration.Band band : bands) {
      double spread = 1.96 * Math.sqrt(band.observed() * (1 - band.observed()) / band.rows());
      double x = SECOND + band.predicted() * SIDE;
      double y = TOP + SIDE - band.observed() * SIDE;
      double high = Math.max(TOP, y - spread * SIDE);
      double low = Math.min(TOP + SIDE, y + spread * SIDE);
      svg.append(
          line(
              "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#b45f06\"/>\n",
              x, high, x, low));
      svg.append(
          line(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#b45f06\"><title>score %d to %d:"
                  + " expected %.1f %%, observed %.1f %%, %d loans</title></circle>\n",
              x,
              y,
              band.from(),
              band.to(),
              band.predicted() * 100,
              band.observed() * 100,
              band.rows()));
    }
  }

  private static void axes(StringBuilder svg, int left, String below, String beside) {
    svg.append(
        line(
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#333\"/>\n",
            left, TOP, SIDE, SIDE));
    for (int tick = 0; tick <= 4; tick++) {
      int at = tick * SIDE / 4;
      svg.append(
          line(
              "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d %%</text>\n",
              left + at, TOP + SIDE + 18, tick * 25));
      svg.append(
          line(
              "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d %%</text>\n",
              left - 6, TOP + SIDE - at + 4, tick * 25));
    }
    svg.append(
        line(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
            left + SIDE / 2, TOP + SIDE + 42, below));
    svg.append(
        line(
            "<text transform=\"translate(%d %d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
            left - 46, TOP + SIDE / 2, beside));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
