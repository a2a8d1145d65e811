package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.party.AccessTokens;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.document.LeakAnswer;
import dev.tallystick.tally.document.LeakRecipient;
import dev.tallystick.tally.document.LeakRequest;
import dev.tallystick.tally.party.PartyWork;
import dev.tallystick.tally.party.SecretFile;
import dev.tallystick.tally.party.VaultUrlOption;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally trace-leak}: an auditor has the vault say whose copy leaked rows may be. */
@Command(
    name = "trace-leak",
    description = {
      "Sends leaked rows to the data vault, which compares them inside and ranks recipients.",
      "A line of the file is a JSON object: subject, or scheme and value (and platform); fields;",
      "category if known."
    },
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally trace-leak leaked.ndjson --token-file auditor.token --ticket CASE-7",
      CommandHelp.NEXT
          + "the ranking suspects, it proves nothing: look at the releases with tally lineage."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class TraceLeakCommand implements Callable<Integer> {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final int MOST_ROWS = 5_000;
  private static final long PPM_IN_A_PERCENT = 10_000;

  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The leaked rows, one JSON object a line.")
  private Path file = Path.of("");

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      required = true,
      description = "The file with an auditor's access token; - is standard input.")
  private String tokenFile = "";

  @Option(
      names = "--ticket",
      paramLabel = "REF",
      required = true,
      description = "The auditor's ticket; the log keeps it.")
  private String ticket = "";

  @Option(
      names = "--guess",
      paramLabel = "PERMILLE",
      defaultValue = "100",
      description =
          "Thousandths: how probable it is that a row comes from no recipient (${DEFAULT-VALUE}).")
  private int guess;

  @Mixin private VaultUrlOption vault = new VaultUrlOption();

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  TraceLeakCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("trace-leak", file.toString());
    PartyWork.run(report, () -> trace(report));
    return report.print(console.out(), console.form(json));
  }

  private void trace(CheckReport report)
      throws RefusedException, IOException, InterruptedException {
    LeakRequest request = new LeakRequest(ticket, guess, rows());
    HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    JsonObject json =
        new ApiClient(http, AccessTokens.of(SecretFile.read(tokenFile, console.in())))
            .post(vault.at("/v1/leaks:trace"), request.toJson(), UUID.randomUUID().toString());
    LeakAnswer answer = LeakAnswer.read(json);
    long matched = answer.matched();
    String counts = "%d of %d rows were released to somebody".formatted(matched, answer.rows());
    if (matched == 0) {
      report.cannotTell("matched", counts);
    } else {
      report.holds("matched", counts);
    }
    List<Map<String, Object>> ranking = new ArrayList<>();
    for (LeakRecipient recipient : answer.recipients()) {
      ranking.add(suspicion(report, recipient));
    }
    report.fact("rows", answer.rows());
    report.fact("known", answer.known());
    report.fact("recipients", ranking);
  }

  private static Map<String, Object> suspicion(CheckReport report, LeakRecipient item) {
    long ppm = item.guiltPpm();
    report.note(
        "recipient",
        "%s: guilt %d.%04d %%, %d rows, %d of them its alone"
            .formatted(
                item.recipient(),
                ppm / PPM_IN_A_PERCENT,
                ppm % PPM_IN_A_PERCENT,
                item.rows(),
                item.alone()));
    Map<String, Object> fact = new LinkedHashMap<>();
    fact.put("recipient", item.recipient());
    fact.put("rows", item.rows());
    fact.put("alone", item.alone());
    fact.put("guiltPpm", item.guiltPpm());
    fact.put("weight", item.weight());
    return fact;
  }

  /** The messages do not repeat a row. */
  private List<JsonObject> rows() throws IOException {
    List<JsonObject> rows = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file, UTF_8)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        if (CanonicalJson.parse(line.getBytes(UTF_8)) instanceof JsonObject row) {
          rows.add(row);
          continue;
        }
      } catch (MalformedJsonException e) {
        throw new IOException("line " + number + " is no JSON object: " + e.reason().rule(), e);
      }
      throw new IOException("line " + number + " is no JSON object");
    }
    if (rows.isEmpty() || rows.size() > MOST_ROWS) {
      throw new IOException("a trace takes 1 to " + MOST_ROWS + " rows, not " + rows.size());
    }
    return rows;
  }
}
