package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.party.InvalidReleaseException;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.tally.party.ClosedFile;
import dev.tallystick.tally.party.KeyFileOption;
import dev.tallystick.tally.party.PartyWork;
import dev.tallystick.tally.party.ReceivedFiles;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tally party open}: opens what was sealed to the party, offline, with all checks. */
@Command(
    name = "open",
    description =
        "Opens a release offline, with every check of its recipient. It looks at no witness: the receipt is there before"
            + " they are; acknowledge waits for those that the policy asks for.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally party open --party bank-riverside --keys bank.keys --subject $SUBJECT --vkey-file log.vkey \\",
      "      release.jwe release.receipt.json",
      CommandHelp.NEXT + "tally party acknowledge, within the hour: the seller waits for it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class OpenCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ReceivedFiles files = new ReceivedFiles();
  @Mixin private KeyFileOption keyFile = new KeyFileOption();

  @Option(names = "--party", paramLabel = "ID", required = true, description = "Who you are.")
  private String party = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the payload goes; it is printed unless told.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  OpenCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("party open", files.name());
    PartyWork.run(report, () -> open(report));
    return report.print(console.out(), console.form(json));
  }

  private void open(CheckReport report) throws InvalidReleaseException, IOException {
    OpenedPayload opened = files.open(keyFile.keys(), party);
    report(report, opened);
    byte[] plaintext = opened.payload().plaintext();
    if (out == null) {
      String text = new String(plaintext, UTF_8);
      report.note("payload", text);
      report.fact("payload", text);
    } else {
      ClosedFile.write(out, plaintext);
      report.note("payload", out.toString());
    }
  }

  /** Every line is a check that {@link dev.tallystick.party.ReceivedRelease} has made. */
  static void report(CheckReport report, OpenedPayload opened) {
    report.holds("receipt", "the log holds it at " + opened.index());
    report.holds("label", "the person and both parties find it in the log");
    report.holds("recipient", "it is to you, about the person that you asked about");
    report.holds("seal", "opened with your key, and the log speaks of these sealed bytes");
    report.holds("digest", "the log speaks of this payload: " + opened.payload().digest().hex());
    report.fact("release", opened.payload().releaseId());
    report.fact("eventId", opened.eventId());
    report.fact("index", opened.index());
    report.fact("entry", opened.entry().hex());
    report.fact("payloadDigest", opened.payload().digest().hex());
  }
}
