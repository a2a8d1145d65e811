package dev.tallystick.tally;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.party.AccessTokens;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.party.PartyWork;
import dev.tallystick.tally.party.SecretFile;
import dev.tallystick.tally.proof.EvidenceFile;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.show.LineageText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally lineage}: from what a release was made, and what was made of it. */
@Command(
    name = "lineage",
    description = {
      "Prints from what a release was made and what was made of it, as far as you may see.",
      "It checks nothing; tally verify and tally audit do."
    },
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally lineage --token-file auditor.token $RELEASE",
      "  tally lineage lineage.json",
      CommandHelp.NEXT
          + "tally prove LOG --index N. An organisation first saves lineage.json by ./tallystick call."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class LineageCommand implements Callable<Integer> {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Pattern ID = Pattern.compile("rel_[A-Za-z0-9_-]{1,60}|[0-9a-f-]{36}");

  private final Console console;

  @Parameters(
      paramLabel = "FILE|ID",
      description =
          "What /v1/lineage answered, - is standard input; or the id of a release or of its event.")
  private String target = "";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "With an id: the file with your access token; - is standard input.")
  private @Nullable String tokenFile;

  @Option(
      names = "--audit-url",
      paramLabel = "URL",
      defaultValue = "${env:AUDIT_URL:-http://127.0.0.1:8083}",
      description = "audit-service ($AUDIT_URL, ${DEFAULT-VALUE}).")
  private URI audit = URI.create("");

  LineageCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("lineage", target);
    AtomicReference<@Nullable JsonObject> found = new AtomicReference<>();
    PartyWork.run(report, () -> found.set(answer(report).orElse(null)));
    JsonObject answer = found.get();
    if (answer == null) {
      return report.print(console.out(), console.form(false));
    }
    new LineageText(answer).print(console.out());
    console.out().println();
    console.out().println("Nothing of this is checked: tally audit does that.");
    console.out().flush();
    return 0;
  }

  private Optional<JsonObject> answer(CheckReport report)
      throws RefusedException, IOException, InterruptedException {
    String token = tokenFile;
    if (token == null) {
      return file(report);
    }
    if (!ID.matcher(target).matches()) {
      report.cannotTell("id", target + " is no id of a release (rel_…) or of an event");
      return Optional.empty();
    }
    HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    URI address = URI.create(audit.toString().replaceAll("/+$", "") + "/v1/lineage/" + target);
    return Optional.of(
        new ApiClient(http, AccessTokens.of(SecretFile.read(token, console.in()))).get(address));
  }

  private Optional<JsonObject> file(CheckReport report) {
    if (ID.matcher(target).matches()) {
      report.cannotTell("token", "an id needs --token-file FILE");
      return Optional.empty();
    }
    Optional<byte[]> bytes = new EvidenceFile(console.in()).bytes(report, "file", target);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (CanonicalJson.parseMessage(bytes.get()) instanceof JsonObject object
          && LineageText.isOne(object)) {
        return Optional.of(object);
      }
      report.cannotTell("file", target + ": is no answer of /v1/lineage");
    } catch (MalformedJsonException e) {
      report.cannotTell("file", target + ": is no JSON: " + e.reason().rule());
    }
    return Optional.empty();
  }
}
