package dev.tallystick.bench.append;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tallystick.bench.append.AppendReport.Sized;
import dev.tallystick.bench.append.Requirement.Judged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A report for programs: one JSON file a run, with every round, so that runs can be compared. */
final class ResultFile {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

  private final ObjectMapper json = new ObjectMapper();

  /** Writes {@code append-<date>.json}, {@code append-small-<date>.json} for a small run. */
  Path write(AppendReport report, Path folder) throws IOException {
    String infix = report.plan().equals("full") ? "" : report.plan() + "-";
    Files.createDirectories(folder);
    Path file = folder.resolve("append-" + infix + NAME.format(report.begun()) + ".json");
    Files.writeString(
        file, json.writerWithDefaultPrettyPrinter().writeValueAsString(tree(report)) + "\n");
    return file;
  }

  ObjectNode tree(AppendReport report) {
    ObjectNode root = json.createObjectNode();
    root.put("plan", report.plan());
    root.put("begun", report.begun().toString());
    root.put("quiet", report.quiet());
    root.put("sound", report.findings().isSound());
    ObjectNode settings = root.putObject("settings");
    report
        .settings()
        .forEach((group, facts) -> facts.forEach(settings.withObjectProperty(group)::put));
    ArrayNode judged = root.putArray("judged");
    report.judged().forEach(one -> judge(judged.addObject(), one));
    ObjectNode loads = root.putObject("loads");
    report
        .series()
        .forEach(
            (load, series) -> {
              ArrayNode rounds = loads.putArray(load.name());
              series.rounds().forEach(one -> round(rounds.addObject(), one));
            });
    ObjectNode steady = root.putObject("steady");
    steady.put("rate", rounded(report.steady().rate()));
    round(steady, report.steady().round());
    round(steady.putObject("afterCheckpoint"), report.steady().afterCheckpoint());
    ArrayNode growth = root.putArray("growth");
    report
        .growth()
        .forEach(
            one -> {
              ObjectNode node = growth.addObject().put("load", one.load().name());
              sized(node.putObject("small"), one.small());
              sized(node.putObject("large"), one.large());
            });
    findings(root.putObject("findings"), report.findings());
    return root;
  }

  private static void judge(ObjectNode node, Judged judged) {
    node.put("what", judged.requirement().what());
    node.put("unit", judged.requirement().unit());
    node.put("figure", rounded(judged.figure()));
    node.put("pass", judged.requirement().pass());
    node.put("goal", judged.requirement().goal());
    node.put("verdict", judged.verdict().name());
  }

  private static void sized(ObjectNode node, Sized sized) {
    node.put("treeSize", sized.treeSize());
    round(node, sized.round());
  }

  private static void round(ObjectNode node, Round round) {
    node.put("perSecond", rounded(round.perSecond()));
    node.put("p50Millis", rounded(round.p50Millis()));
    node.put("p99Millis", rounded(round.p99Millis()));
    node.put("walBytes", rounded(round.walBytes()));
    node.put("walImages", rounded(round.walImages()));
    node.put("serviceMicros", rounded(round.serviceMicros()));
    node.put("postgresMicros", rounded(round.postgresMicros()));
    node.put("generatorMicros", rounded(round.generatorMicros()));
    node.put("foreignShare", rounded(round.foreignShare()));
  }

  private static void findings(ObjectNode node, Checks.Findings findings) {
    node.put("proofsChecked", findings.proofsChecked());
    node.put("wrongProofs", findings.wrongProofs().count());
    node.put("failures", findings.failures().count());
    node.put("firstFailure", findings.failures().first());
    node.put("confirmed", findings.confirmed());
    node.put("treeSize", findings.treeSize());
  }

  /** Three decimals: more would only look exact. */
  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
