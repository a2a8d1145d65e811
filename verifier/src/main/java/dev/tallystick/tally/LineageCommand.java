package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.evidence.export.LineageFormat;
import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.evidence.lineage.MalformedLineageException;
import dev.tallystick.party.AccessTokens;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.analysis.AnalysisProgram;
import dev.tallystick.tally.document.LineageRequest;
import dev.tallystick.tally.party.AuditUrlOption;
import dev.tallystick.tally.party.ClosedFile;
import dev.tallystick.tally.party.PartyWork;
import dev.tallystick.tally.party.SecretFile;
import dev.tallystick.tally.party.VaultUrlOption;
import dev.tallystick.tally.proof.EvidenceFile;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.report.CheckVerdict;
import dev.tallystick.tally.show.LineageImpactText;
import dev.tallystick.tally.show.LineageText;
import dev.tallystick.tally.show.RecordOriginText;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally lineage}: where data came from, and who has what was made of it. */
@Command(
    name = "lineage",
    description = {
      "Prints where data came from and who has what was made of it, as far as you may see: from a release,",
      "a report (its release), a record, a chunk, a consent, an inquiry, a correction, a party or a person.",
      "It checks nothing; tally verify and tally audit do."
    },
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally lineage --token-file auditor.token $RELEASE",
      "  tally lineage --token-file auditor.token $CONSENT",
      "  tally lineage --token-file auditor.token --party bank-riverside",
      "  tally lineage --token-file auditor.token --subject-file person.token --up",
      "  tally lineage lineage.json",
      "  tally lineage lineage.json --format parquet --out lineage.parquet",
      CommandHelp.NEXT
          + "tally prove LOG --index N. An organisation first saves lineage.json by ./tallystick call."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class LineageCommand implements Callable<Integer> {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Pattern ID =
      Pattern.compile("(rel|chk|con|inq|rec)_[A-Za-z0-9_-]{1,60}|[0-9a-f-]{36}");

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE|ID",
      description = {
        "What /v1/lineage answered, - is standard input; or the id of a release or of its event,",
        "of a chunk (chk_…), a consent (con_…), an inquiry (inq_…) or a record (rec_…)."
      })
  private String target = "";

  @ArgGroup(exclusive = true)
  private @Nullable Beginning beginning;

  @Option(
      names = "--up",
      description = "To what it was made from; otherwise to what was made of it. Not of a record.")
  private boolean up;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Unless a FILE is shown: the file with your access token; - is standard input.")
  private @Nullable String tokenFile;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "The most releases that are listed, 1 to 200 (${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--cursor", paramLabel = "C", description = "Lists the next page.")
  private @Nullable String cursor;

  @Option(
      names = "--before",
      paramLabel = "INDEX",
      description = "Begins from releases before this entry only.")
  private @Nullable Long before;

  @Mixin private AuditUrlOption audit = new AuditUrlOption();
  @Mixin private VaultUrlOption vault = new VaultUrlOption();

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description = {
        "Writes it as json, csv, prov (W3C PROV-JSON), openlineage (run events, one a line) or",
        "parquet; all of them say the same."
      })
  private @Nullable String format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "With --format: the new file that it goes to; standard output unless told.")
  private @Nullable Path out;

  /** What it begins from, if that is no ID. */
  static final class Beginning {
    @Option(
        names = "--party",
        paramLabel = "ID",
        description = "From a party: what it gave and got, and what suspending it touches.")
    private @Nullable String party;

    @Option(
        names = "--correction",
        paramLabel = "EVENT",
        description = "From the event of a correction: who must be told of it.")
    private @Nullable String correction;

    @Option(
        names = "--subject-file",
        paramLabel = "FILE",
        description = "From a person, by the file with their subject token; - is standard input.")
    private @Nullable String subjectFile;
  }

  LineageCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("lineage", target);
    AtomicReference<@Nullable JsonObject> found = new AtomicReference<>();
    String form = format;
    PartyWork.run(
        report,
        () -> {
          found.set(answer(report).orElse(null));
          JsonObject answer = found.get();
          if (answer != null && form != null) {
            export(report, answer, form);
          }
        });
    JsonObject answer = found.get();
    boolean isDone = report.verdict() == CheckVerdict.HOLDS;
    if (form != null && isDone && out == null) {
      return CheckVerdict.HOLDS.exitCode();
    }
    if (answer == null || form != null) {
      return report.print(console.out(), console.form(false));
    }
    if (LineageText.isOne(answer)) {
      new LineageText(answer).print(console.out());
    } else if (LineageImpactText.isOne(answer)) {
      new LineageImpactText(answer).print(console.out());
    } else {
      new RecordOriginText(answer).print(console.out());
    }
    console.out().println();
    console.out().println("Nothing of this is checked: tally audit does that.");
    console.out().flush();
    return 0;
  }

  private void export(CheckReport report, JsonObject answer, String form)
      throws IOException, InterruptedException {
    Optional<LineageFormat> known = LineageFormat.find(form);
    Path file = out;
    if (known.isEmpty() && !form.equals("parquet")) {
      report.cannotTell("format", "json, csv, prov, openlineage or parquet");
      return;
    }
    LineageAnswer lineage;
    try {
      lineage = LineageAnswer.of(answer);
    } catch (MalformedLineageException e) {
      report.cannotTell("lineage", "cannot be exported: " + e.getMessage());
      return;
    }
    if (known.isEmpty()) {
      parquet(report, lineage, file);
    } else if (file == null) {
      console.out().print(new String(known.get().write(lineage), UTF_8));
      console.out().flush();
      report.holds("lineage", "written");
    } else {
      ClosedFile.write(file, known.get().write(lineage));
      report.holds("lineage", "written to " + file);
    }
  }

  private void parquet(CheckReport report, LineageAnswer lineage, @Nullable Path file)
      throws IOException, InterruptedException {
    Optional<AnalysisProgram> program = AnalysisProgram.find(System.getenv());
    if (program.isEmpty()) {
      report.cannotTell("analysis", AnalysisProgram.missing());
    } else if (file == null) {
      report.cannotTell("out", "parquet is no text: say --out FILE");
    } else {
      int exitCode =
          program
              .get()
              .<IOException>run(
                  List.of("lineage", file.toAbsolutePath().toString()),
                  in -> in.write(lineage.toJson()),
                  console.err(),
                  console.err());
      if (exitCode == 0) {
        report.holds("lineage", "written to " + file);
      } else {
        report.cannotTell("lineage", "the program for analysis could not do it, as it says");
      }
    }
  }

  private Optional<JsonObject> answer(CheckReport report)
      throws RefusedException, IOException, InterruptedException {
    Beginning other = beginning;
    if (target.isEmpty() == (other == null)) {
      report.cannotTell(
          "id", "one of FILE, ID, --party, --correction and --subject-file says where to begin");
      return Optional.empty();
    }
    String token = tokenFile;
    if (token == null) {
      return file(report);
    }
    if (other == null && !ID.matcher(target).matches()) {
      report.cannotTell(
          "id",
          target
              + " is no id of a release (rel_…), a chunk, a consent, an inquiry, a record or an event");
      return Optional.empty();
    }
    ApiClient client =
        new ApiClient(
            HttpClient.newBuilder().connectTimeout(CONNECT).build(),
            AccessTokens.of(SecretFile.read(token, console.in())));
    if (other != null) {
      return Optional.of(ask(client, other));
    }
    return Optional.of(
        switch (target.substring(0, 4)) {
          case "rec_" -> client.get(vault.at("/v1/records/" + target + "/lineage"));
          case "chk_" -> ask(client, "CHUNK", target);
          case "con_" -> ask(client, "CONSENT", target);
          case "inq_" -> ask(client, "INQUIRY", target);
          default ->
              up ? ask(client, "RELEASE", target) : client.get(audit.at("/v1/lineage/" + target));
        });
  }

  private JsonObject ask(ApiClient client, Beginning other)
      throws RefusedException, IOException, InterruptedException {
    if (other.party != null) {
      return ask(client, "PARTY", other.party);
    }
    return other.correction != null
        ? ask(client, "CORRECTION", other.correction)
        : ask(
            client,
            "SUBJECT",
            SecretFile.read(Objects.requireNonNull(other.subjectFile), console.in()));
  }

  private JsonObject ask(ApiClient client, String from, String id)
      throws RefusedException, IOException, InterruptedException {
    LineageRequest.Builder question =
        LineageRequest.builder()
            .from(from)
            .id(id)
            .direction(up ? "UP" : "DOWN")
            .limit(limit)
            .cursor(Optional.ofNullable(cursor));
    Long least = before;
    if (least != null) {
      question.before(OptionalLong.of(least));
    }
    return client.post(
        audit.at("/v1/lineage"), question.build().toJson(), UUID.randomUUID().toString());
  }

  private Optional<JsonObject> file(CheckReport report) {
    if (target.isEmpty() || ID.matcher(target).matches()) {
      report.cannotTell("token", "an id needs --token-file FILE");
      return Optional.empty();
    }
    Optional<byte[]> bytes = new EvidenceFile(console.in()).bytes(report, "file", target);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (CanonicalJson.parseMessage(bytes.get()) instanceof JsonObject object
          && isLineage(object)) {
        return Optional.of(object);
      }
      report.cannotTell("file", target + ": is no answer of /v1/lineage");
    } catch (MalformedJsonException e) {
      report.cannotTell("file", target + ": is no JSON: " + e.reason().rule());
    }
    return Optional.empty();
  }

  private static boolean isLineage(JsonObject object) {
    return LineageText.isOne(object)
        || LineageImpactText.isOne(object)
        || RecordOriginText.isOne(object);
  }
}
