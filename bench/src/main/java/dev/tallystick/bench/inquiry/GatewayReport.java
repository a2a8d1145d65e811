package dev.tallystick.bench.inquiry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tallystick.bench.suite.SuiteTimes;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an inquiry costs with a lender's gateway and without, in alternating rounds.
 *
 * @param perSecond half the peak, at which all rounds ran
 */
record GatewayReport(
    Instant ended,
    double perSecond,
    WarmUp.Reached warm,
    List<InquiryCost> without,
    List<InquiryCost> with) {
  private static final double ASKED = 1.2;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

  /**
   * Everything but the generator, with the gateway and its database, by everything but the
   * generator, which does the lender's part of it without.
   */
  double ratio() {
    return suite(with) / suite(without);
  }

  /** The same, and on both sides whoever does the lender's part. */
  double ratioWithGenerator() {
    return (suite(with) + part(with, SuiteTimes.GENERATOR))
        / (suite(without) + part(without, SuiteTimes.GENERATOR));
  }

  boolean isAsAsked() {
    return ratio() <= ASKED && warm.isWarm();
  }

  private static double suite(List<InquiryCost> rounds) {
    return rounds.stream().mapToDouble(InquiryCost::allCpuMillis).average().orElseThrow();
  }

  private static double part(List<InquiryCost> rounds, String part) {
    return rounds.stream()
        .mapToDouble(round -> round.cpuMillis().getOrDefault(part, 0.0))
        .average()
        .orElseThrow();
  }

  private Map<String, double[]> parts() {
    Set<String> names = new TreeSet<>();
    without.forEach(round -> names.addAll(round.cpuMillis().keySet()));
    with.forEach(round -> names.addAll(round.cpuMillis().keySet()));
    Map<String, double[]> parts = new TreeMap<>();
    names.forEach(name -> parts.put(name, new double[] {part(without, name), part(with, name)}));
    return parts;
  }

  void print(PrintStream out) {
    out.println();
    out.printf(
        Locale.ROOT,
        "| ms of processor time an inquiry, at %.1f/s | without | with |%n",
        perSecond);
    out.println("|---|---|---|");
    parts()
        .forEach(
            (name, both) ->
                out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", name, both[0], both[1]));
    out.printf(
        Locale.ROOT,
        "| all but the generator | %.1f | %.1f: %.2f x, asked is %.1f x: %s |%n",
        suite(without),
        suite(with),
        ratio(),
        ASKED,
        ratio() <= ASKED ? "met" : "missed");
    out.printf(Locale.ROOT, "| all | | %.2f x |%n", ratioWithGenerator());
    out.printf(
        Locale.ROOT,
        "the compilers had %.0f %% of the services' time when it began%n",
        warm.compilerShare() * 100);
  }

  Path write(Path folder, Map<String, String> settings) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.put("ended", ended.toString());
    ObjectNode facts = root.putObject("settings");
    settings.forEach(facts::put);
    root.put("perSecond", perSecond);
    root.put("ratio", ratio());
    root.put("ratioWithGenerator", ratioWithGenerator());
    root.put("compilerShare", warm.compilerShare());
    ObjectNode first = root.putObject("millisWithout");
    ObjectNode second = root.putObject("millisWith");
    parts()
        .forEach(
            (name, both) -> {
              first.put(name, both[0]);
              second.put(name, both[1]);
            });
    Files.createDirectories(folder);
    Path file = folder.resolve("gateway-" + NAME.format(ended) + ".json");
    Files.writeString(file, json.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    return file;
  }
}
