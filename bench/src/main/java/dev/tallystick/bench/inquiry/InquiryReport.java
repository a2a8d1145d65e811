package dev.tallystick.bench.inquiry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tallystick.bench.measure.LoadResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run has measured, and whether it is as asked.
 *
 * @param suitePeak inquiries a second at the suite, in its best round
 * @param plainPeak the same at the endpoint without protection
 */
record InquiryReport(
    String plan,
    Instant ended,
    Map<String, String> settings,
    List<Row> rows,
    double suitePeak,
    double plainPeak,
    LoadResult steady) {
  private static final double MAX_PRICE = 8;
  private static final double MIN_RATE = 100;
  private static final double MAX_P99_MILLIS = 120;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

  /** One load. */
  record Row(String title, double perSecond, double p50Millis, double p99Millis) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: %.1f/s, p50 %.1f ms, p99 %.1f ms",
          title,
          perSecond,
          p50Millis,
          p99Millis);
    }
  }

  /** How many times longer a sale takes than one that nobody can check. */
  double price() {
    return plainPeak / suitePeak;
  }

  double p99Millis() {
    return steady.latencies().percentileMillis(99);
  }

  int exitCode() {
    boolean met = price() <= MAX_PRICE && suitePeak >= MIN_RATE && p99Millis() <= MAX_P99_MILLIS;
    return met ? 0 : 2;
  }

  void print(PrintStream out) {
    out.println();
    settings.forEach((name, value) -> out.println(name + ": " + value));
    out.println();
    out.println("| load | a second | p50 ms | p99 ms |");
    out.println("|---|---|---|---|");
    for (Row row : rows) {
      out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.1f |%n",
          row.title(),
          row.perSecond(),
          row.p50Millis(),
          row.p99Millis());
    }
    out.println();
    out.println("| what | measured | goal | |");
    out.println("|---|---|---|---|");
    tell(
        out,
        "price of accountability: plain peak ÷ suite peak",
        price(),
        "≤ 8",
        price() <= MAX_PRICE);
    tell(out, "inquiries a second at the peak", suitePeak, "≥ 100", suitePeak >= MIN_RATE);
    tell(out, "p99 at half the peak, ms", p99Millis(), "≤ 120", p99Millis() <= MAX_P99_MILLIS);
  }

  private static void tell(PrintStream out, String what, double figure, String goal, boolean met) {
    out.printf(
        Locale.ROOT, "| %s | %.1f | %s | %s |%n", what, figure, goal, met ? "met" : "missed");
  }

  Path write(Path folder) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.put("plan", plan);
    root.put("ended", ended.toString());
    ObjectNode facts = root.putObject("settings");
    settings.forEach(facts::put);
    ArrayNode loads = root.putArray("loads");
    for (Row row : rows) {
      loads
          .addObject()
          .put("title", row.title())
          .put("perSecond", rounded(row.perSecond()))
          .put("p50Millis", rounded(row.p50Millis()))
          .put("p99Millis", rounded(row.p99Millis()));
    }
    root.put("price", rounded(price()));
    root.put("suitePeak", rounded(suitePeak));
    root.put("plainPeak", rounded(plainPeak));
    root.put("steadyP99Millis", rounded(p99Millis()));
    Files.createDirectories(folder);
    String infix = plan.equals("full") ? "" : plan + "-";
    Path file = folder.resolve("inquiries-" + infix + NAME.format(ended) + ".json");
    Files.writeString(file, json.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    return file;
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
