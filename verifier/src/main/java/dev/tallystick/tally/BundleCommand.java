package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.receipt.ReceiptGrade;
import dev.tallystick.evidence.EvidenceBundle;
import dev.tallystick.evidence.EvidenceQuestion;
import dev.tallystick.evidence.PublishedState;
import dev.tallystick.evidence.UnprovableException;
import dev.tallystick.evidence.UnprovableException.Reason;
import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.evidence.lineage.MalformedLineageException;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.document.LineageRequest;
import dev.tallystick.tally.log.LogTiles;
import dev.tallystick.tally.log.PublishedLog;
import dev.tallystick.tally.log.WrongFileException;
import dev.tallystick.tally.party.AuditServiceOptions;
import dev.tallystick.tally.party.ClosedFile;
import dev.tallystick.tally.party.LoggedOpenings;
import dev.tallystick.tally.party.PartyWork;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.MalformedCheckpointException;
import dev.tallystick.tlog.MalformedNoteException;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally bundle}: a lineage with its proofs in one file, to be handed on. */
@Command(
    name = "bundle",
    description = {
      "Makes an evidence bundle of a release or report (rel_…, or its event), a chunk (chk_…) or a consent",
      "(con_…): the lineage, the entries that it names with their proofs, the checkpoint with its witnesses,",
      "the log's policy, and a page for people. It asks for each entry with your token; the log keeps that you did."
    },
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally bundle $RELEASE --token-file auditor.token --purpose \"case 7\" --out bundle.zip",
      CommandHelp.NEXT + "tally verify bundle.zip --policy log.policy, here and by whoever gets it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class BundleCommand implements Callable<Integer> {
  private static final int MOST_RELEASES = 200;
  private static final int MOST_LOOKS = 15;
  private static final long PAUSE_MILLIS = 1_000;

  private final Console console;

  @Parameters(paramLabel = "ID", description = "What it is about.")
  private String id = "";

  @Mixin private AuditServiceOptions service = new AuditServiceOptions();
  @Mixin private NetworkOptions network = new NetworkOptions();

  @Option(
      names = "--up",
      description =
          "Of a chunk or consent: to what the releases were made from. A release goes both ways.")
  private boolean up;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the bundle goes; the file must not be there yet.")
  private Path out = Path.of("");

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  BundleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("bundle", id);
    PartyWork.run(report, () -> make(report));
    return report.print(console.out(), console.form(json));
  }

  private void make(CheckReport report) throws RefusedException, IOException, InterruptedException {
    Optional<EvidenceQuestion> question = EvidenceQuestion.find(id, up);
    if (question.isEmpty()) {
      report.cannotTell(
          "id", id + " is no id of a release (rel_…), an event, a chunk or a consent");
      return;
    }
    if (Files.exists(out)) {
      report.cannotTell("out", out + ": is there already");
      return;
    }
    ApiClient client = service.client(console.in());
    try {
      LineageAnswer lineage = lineage(client, question.get());
      report.note("named", "%d entries".formatted(lineage.indexes().size()));
      Map<Long, Opening> openings =
          new LoggedOpenings(client, service).of(lineage.indexes(), EvidenceBundle.MAX_ENTRIES);
      write(report, question.get(), lineage, openings);
    } catch (MalformedLineageException e) {
      report.fails("lineage", "audit-service answers what is none: " + e.getMessage());
    } catch (UnprovableException e) {
      unprovable(report, e);
    } catch (WrongFileException e) {
      report.fails("files", String.valueOf(e.getMessage()));
    }
  }

  private LineageAnswer lineage(ApiClient client, EvidenceQuestion question)
      throws RefusedException, IOException, InterruptedException, MalformedLineageException {
    if (question.direction() == EvidenceQuestion.Direction.BOTH) {
      return LineageAnswer.of(client.get(service.addressWithPurpose("/v1/lineage/" + id)));
    }
    LineageRequest request =
        LineageRequest.builder()
            .from(question.from().name())
            .id(id)
            .direction(question.direction().name())
            .limit(MOST_RELEASES)
            .purpose(Optional.of(service.purpose()))
            .build();
    return LineageAnswer.of(
        client.post(
            service.address("/v1/lineage"), request.toJson(), UUID.randomUUID().toString()));
  }

  /**
   * Keeps a bundle under the first checkpoint that covers all of it and that witnesses have seen.
   */
  private void write(
      CheckReport report,
      EvidenceQuestion question,
      LineageAnswer lineage,
      Map<Long, Opening> openings)
      throws IOException, InterruptedException, UnprovableException {
    EvidenceBundle bundle = await(question, lineage, openings);
    byte[] file = bundle.toByteArray();
    ClosedFile.write(out, file);
    report.holds(
        "bundle", "%d entries in %d bytes, in %s".formatted(openings.size(), file.length, out));
    report.fact("entries", openings.size());
    report.fact("bytes", file.length);
    if (!isWitnessed(bundle)) {
      report.note("witnesses", "too few have cosigned so far; make it again for those who ask");
    }
  }

  /** The log publishes a checkpoint a second; without its witnesses if they are slow. */
  private EvidenceBundle await(
      EvidenceQuestion question, LineageAnswer lineage, Map<Long, Opening> openings)
      throws IOException, InterruptedException, UnprovableException {
    for (int look = 1; ; look++) {
      try {
        EvidenceBundle bundle = EvidenceBundle.make(question, lineage, openings, published());
        if (isWitnessed(bundle) || look == MOST_LOOKS) {
          return bundle;
        }
      } catch (UnprovableException e) {
        if (e.reason() != Reason.NOT_PUBLISHED_YET || look == MOST_LOOKS) {
          throw e;
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  /** Whether all that the log's policy asks for have cosigned. */
  private static boolean isWitnessed(EvidenceBundle bundle) {
    return bundle.policy().isWithoutWitnesses()
        || bundle.receipts().values().stream()
            .allMatch(receipt -> receipt.grade() == ReceiptGrade.WITNESSED);
  }

  private PublishedState published() throws IOException {
    PublishedLog log = PublishedLog.open(service.base(), network.patience());
    try {
      SignedNote note = SignedNote.parse(log.checkpoint());
      long size = Checkpoint.parse(note.text()).size();
      String policy = new String(log.files().get(PublishedLog.POLICY, Policy.MAX_SIZE), UTF_8);
      return new PublishedState(note, policy, new LogTiles(log.files(), size));
    } catch (MalformedNoteException | MalformedCheckpointException e) {
      throw new IOException("the log publishes no checkpoint: " + e.getMessage(), e);
    }
  }

  private static void unprovable(CheckReport report, UnprovableException e) {
    String message = String.valueOf(e.getMessage());
    switch (e.reason()) {
      case CONTRADICTION -> report.fails("lineage", message);
      case NOT_OPENED -> report.cannotTell("openings", message);
      case NOT_PUBLISHED_YET -> report.cannotTell("checkpoint", message);
      case TOO_LONG -> report.cannotTell("lineage", message);
    }
  }
}
