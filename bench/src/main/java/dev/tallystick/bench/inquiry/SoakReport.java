package dev.tallystick.bench.inquiry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.suite.SuiteAudit;
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
 * What a soak came to.
 *
 * @param asked inquiries a second that were put
 */
record SoakReport(
    Instant ended, double asked, LoadResult load, List<Minute> minutes, Memory memory, End end) {
  /** Less than this of what was asked in time, and the suite is slower than the load. */
  private static final double LEAST_IN_TIME = 0.95;

  private static final double KILO = 1024;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

  /** A minute of it. */
  record Minute(double perSecond, double p99Millis, long open) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%.1f/s, p99 %.0f ms, %d not acknowledged yet", perSecond, p99Millis, open);
    }
  }

  /** What each service held on to halfway and at the end, in bytes. */
  record Memory(Map<String, Long> middle, Map<String, Long> end) {
    /** What two readings of one service may differ by, whatever it does. */
    private static final long NOISE = 8L << 20;

    private static final double GROWTH = 1.1;

    /** Whether no service has grown by more than a tenth in the second half. */
    boolean isFlat() {
      return end.entrySet().stream()
          .allMatch(
              service ->
                  service.getValue() <= middle.getOrDefault(service.getKey(), 0L) * GROWTH + NOISE);
    }
  }

  /**
   * How it ended.
   *
   * @param open acknowledgements that were still missing
   * @param shutOut parties that were suspended meanwhile, or are
   */
  record End(long open, long shutOut, SuiteAudit.Verdict audit) {}

  /** Whether it went as it must for days. */
  boolean isSound() {
    return load.failures().count() == 0
        && isInTime()
        && end.open() == 0
        && end.shutOut() == 0
        && memory.isFlat()
        && end.audit().isHonest();
  }

  private boolean isInTime() {
    return load.perSecond() >= asked * LEAST_IN_TIME;
  }

  void print(PrintStream out) {
    out.println();
    out.println("| a soak of " + minutes.size() + " minutes | measured | |");
    out.println("|---|---|---|");
    tell(out, "failures", Long.toString(load.failures().count()), load.failures().count() == 0);
    String rates = number(load.perSecond()) + " of " + number(asked);
    tell(out, "inquiries a second, of those asked", rates, isInTime());
    tell(out, "p99, ms", number(load.latencies().percentileMillis(99)), true);
    tell(out, "acknowledgements left", Long.toString(end.open()), end.open() == 0);
    tell(out, "parties suspended", Long.toString(end.shutOut()), end.shutOut() == 0);
    memory
        .end()
        .forEach(
            (service, bytes) ->
                tell(
                    out,
                    "memory of " + service + ", MB, halfway and at the end",
                    number(memory.middle().getOrDefault(service, 0L) / KILO / KILO)
                        + "; "
                        + number(bytes / KILO / KILO),
                    memory.isFlat()));
    tell(out, "tally audit --rules", end.audit().entries() + " entries", end.audit().isHonest());
    if (!end.audit().isHonest()) {
      out.println(end.audit().said());
    }
  }

  private static void tell(PrintStream out, String what, String figure, boolean isSound) {
    out.printf("| %s | %s | %s |%n", what, figure, isSound ? "yes" : "NO");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  Path write(Path folder, Map<String, String> settings) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.put("ended", ended.toString());
    ObjectNode facts = root.putObject("settings");
    settings.forEach(facts::put);
    root.put("askedPerSecond", asked);
    root.put("perSecond", load.perSecond());
    root.put("p99Millis", load.latencies().percentileMillis(99));
    root.put("failures", load.failures().count());
    root.put("acknowledgementsLeft", end.open());
    root.put("suspended", end.shutOut());
    root.put("honest", end.audit().isHonest());
    root.put("entries", end.audit().entries());
    ObjectNode middle = root.putObject("bytesHalfway");
    memory.middle().forEach(middle::put);
    ObjectNode last = root.putObject("bytesAtTheEnd");
    memory.end().forEach(last::put);
    ArrayNode each = root.putArray("minutes");
    for (Minute minute : minutes) {
      each.addObject()
          .put("perSecond", minute.perSecond())
          .put("p99Millis", minute.p99Millis())
          .put("open", minute.open());
    }
    Files.createDirectories(folder);
    Path file = folder.resolve("soak-" + NAME.format(ended) + ".json");
    Files.writeString(file, json.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    return file;
  }
}
