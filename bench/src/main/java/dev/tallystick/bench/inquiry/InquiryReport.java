package dev.tallystick.bench.inquiry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.suite.WarmUp;
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

/** What a run has measured, and whether it is as asked. */
record InquiryReport(
    String plan, Instant ended, Map<String, String> settings, List<Row> rows, Figures figures) {
  private static final double MAX_PRICE = 10;
  private static final double MIN_RATE = 100;
  private static final double MAX_P99_MILLIS = 120;
  private static final double MAX_TRANSACTIONS = 20;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

  /**
   * What the goals are about.
   *
   * @param suitePeak inquiries a second at the suite in its best round, until all are acknowledged
   * @param plainPeak the same at the endpoint without protection
   * @param cost of the best round
   * @param open acknowledgements that were missing when a round should have ended, in all rounds
   */
  record Figures(
      double suitePeak,
      double plainPeak,
      LoadResult steady,
      InquiryCost cost,
      long open,
      WarmUp.Reached warmUp) {}

  /**
   * One load.
   *
   * @param perSecond inquiries that were answered
   * @param sustained inquiries until the last one is acknowledged
   */
  record Row(
      String title,
      double perSecond,
      double p50Millis,
      double p99Millis,
      double sustained,
      double foreignShare) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: %.1f/s, p50 %.1f ms, p99 %.1f ms, acknowledged %.1f/s, others used %.0f %%",
          title,
          perSecond,
          p50Millis,
          p99Millis,
          sustained,
          foreignShare * 100);
    }
  }

  /** How many times longer a sale takes than one that nobody can check. */
  double price() {
    return figures.plainPeak() / figures.suitePeak();
  }

  double p99Millis() {
    return figures.steady().latencies().percentileMillis(99);
  }

  int exitCode() {
    boolean met =
        price() <= MAX_PRICE
            && figures.suitePeak() >= MIN_RATE
            && p99Millis() <= MAX_P99_MILLIS
            && figures.cost().allTransactions() <= MAX_TRANSACTIONS
            && figures.open() == 0
            && figures.warmUp().isWarm();
    return met ? 0 : 2;
  }

  void print(PrintStream out) {
    out.println();
    settings.forEach((name, value) -> out.println(name + ": " + value));
    out.println();
    out.println("| load | a second | p50 ms | p99 ms | a second, acknowledged |");
    out.println("|---|---|---|---|---|");
    for (Row row : rows) {
      out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.1f | %.1f |%n",
          row.title(),
          row.perSecond(),
          row.p50Millis(),
          row.p99Millis(),
          row.sustained());
    }
    out.println();
    out.println("| an inquiry with its acknowledgements, at the peak | |");
    out.println("|---|---|");
    figures
        .cost()
        .figures()
        .forEach((name, value) -> out.printf(Locale.ROOT, "| %s | %.2f |%n", name, value));
    out.println();
    out.println("| what | measured | pass | |");
    out.println("|---|---|---|---|");
    double rate = figures.suitePeak();
    double transactions = figures.cost().allTransactions();
    double share = figures.warmUp().compilerShare() * 100;
    tell(out, "inquiries a second, acknowledged", rate, "≥ 100", rate >= MIN_RATE);
    tell(out, "price: plain peak ÷ suite peak", price(), "≤ 10", price() <= MAX_PRICE);
    tell(out, "p99 at half the peak, ms", p99Millis(), "≤ 120", p99Millis() <= MAX_P99_MILLIS);
    tell(out, "transactions an inquiry", transactions, "≤ 20", transactions <= MAX_TRANSACTIONS);
    tell(out, "acknowledgements left", (double) figures.open(), "0", figures.open() == 0);
    tell(out, "compilers' share after warming up, %", share, "< 5", figures.warmUp().isWarm());
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
          .put("p99Millis", rounded(row.p99Millis()))
          .put("acknowledgedPerSecond", rounded(row.sustained()))
          .put("foreignShare", rounded(row.foreignShare()));
    }
    root.put("price", rounded(price()));
    root.put("suitePeak", rounded(figures.suitePeak()));
    root.put("plainPeak", rounded(figures.plainPeak()));
    root.put("steadyP99Millis", rounded(p99Millis()));
    root.put("acknowledgementsLeft", figures.open());
    root.put("secondsOfWarmUp", figures.warmUp().after().toSeconds());
    root.put("compilerShare", rounded(figures.warmUp().compilerShare()));
    ObjectNode cost = root.putObject("costOfAnInquiry");
    figures.cost().figures().forEach((name, value) -> cost.put(name, rounded(value)));
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
