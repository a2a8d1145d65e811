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
import dev.tallystick.tally.party.PartyWork;
import dev.tallystick.tally.party.ReceivedFiles;
import dev.tallystick.tally.party.ServiceOptions;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tally party acknowledge}: opens a release once more, and says so to the log. */
@Command(
    name = "acknowledge",
    description = "Checks a release, the seller's signature too, and acknowledges it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class AcknowledgeCommand implements Callable<Integer> {
  private final Console console;
  private final InstantSource clock;

  @Mixin private ReceivedFiles files = new ReceivedFiles();
  @Mixin private ServiceOptions services = new ServiceOptions();

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

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  AcknowledgeCommand(Console console, InstantSource clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("party acknowledge", files.name());
    PartyWork.run(report, () -> acknowledge(report));
    return report.print(console.out(), json);
  }

  private void acknowledge(CheckReport report)
      throws RefusedException, InvalidReleaseException, IOException, InterruptedException {
    PartyClient client = services.client(clock, console.in());
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
