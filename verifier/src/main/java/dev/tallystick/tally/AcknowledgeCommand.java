package dev.tallystick.tally;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.ExpectedRelease;
import dev.tallystick.party.InvalidReleaseException;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.document.AppendedAnswer;
import dev.tallystick.tally.party.ClosedFile;
import dev.tallystick.tally.party.ReceivedFiles;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tally party acknowledge}: opens a release once more, and says so to the log. */
@Command(
    name = "acknowledge",
    description = "Checks a release, the seller's signature too, and acknowledges it.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally party acknowledge --party bank-riverside --keys bank.keys --client bank-riverside --client-key bank.pem \\",
      "      --seller bureau-north --subject $SUBJECT --policy log.policy release.jwe release.receipt.json",
      CommandHelp.NEXT + "tally lineage shows the release acknowledged."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class AcknowledgeCommand extends ServiceCommand {

  @Mixin private ReceivedFiles files = new ReceivedFiles();

  @Option(
      names = "--seller",
      paramLabel = "ID",
      description = "Whose signature the release must bear; a platform's records bear none.")
  private @Nullable String seller;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the log's receipt of the acknowledgement goes.")
  private @Nullable Path out;

  AcknowledgeCommand(Console console, InstantSource clock) {
    super("party acknowledge", console, clock);
  }

  @Override
  String subject() {
    return files.name();
  }

  @Override
  void work(CheckReport report)
      throws RefusedException, InvalidReleaseException, IOException, InterruptedException {
    PartyClient client = client();
    OpenedPayload opened = open(client);
    OpenCommand.report(report, opened);
    if (seller != null) {
      report.holds("seller", "signed by " + seller);
    }
    AppendedAnswer.Partial answer =
        new AppendedAnswer.Partial(client.acknowledge(opened, files.policy()));
    String event = answer.eventId().orElse("");
    report.holds("acknowledged", "by event " + event);
    report.fact("acknowledgement", event);
    Optional<JsonObject> receipt = answer.receipt();
    if (out != null && receipt.isPresent()) {
      ClosedFile.write(out, CanonicalJson.messageBytes(receipt.get()));
      report.note("receipt", out.toString());
    }
  }

  private OpenedPayload open(PartyClient client)
      throws RefusedException, InvalidReleaseException, IOException, InterruptedException {
    ExpectedRelease expected;
    try {
      expected = ExpectedRelease.of(files.subject(), client.party());
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (seller != null) {
      expected = expected.withSeller(client.signingKeys(seller));
    }
    return files.open(client.keys(), expected);
  }
}
