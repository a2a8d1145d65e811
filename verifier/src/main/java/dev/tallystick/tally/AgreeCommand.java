package dev.tallystick.tally;

import dev.tallystick.party.PartyClient;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally party agree}: signs the text of an agreement; nothing is sent. */
@Command(
    name = "agree",
    description = "Signs an agreement's text; both parties do, and one of them files it.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally party agree --party shop-lantern --keys shop.keys --client shop-lantern --client-key shop.pem \\",
      "      --provider shop-lantern --receiver bureau-north supply.txt",
      CommandHelp.NEXT
          + "the other party signs the same text with --agreement ID; then one of the two files it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class AgreeCommand extends ServiceCommand {

  @Option(
      names = "--agreement",
      paramLabel = "ID",
      description = "The agreement's id, as the other party has it; drawn unless told.")
  private @Nullable String agreement;

  @Option(
      names = "--provider",
      paramLabel = "ID",
      required = true,
      description = "The party that provides data.")
  private String provider = "";

  @Option(
      names = "--receiver",
      paramLabel = "ID",
      required = true,
      description = "The party that receives data.")
  private String receiver = "";

  @Parameters(paramLabel = "FILE", description = "The agreement's text, byte for byte.")
  private Path file = Path.of("");

  AgreeCommand(Console console, InstantSource clock) {
    super("party agree", console, clock);
  }

  @Override
  String subject() {
    return file.toString();
  }

  @Override
  void work(CheckReport report) throws IOException {
    PartyClient client = client();
    Hash text = Hash.sha256(Files.readAllBytes(file));
    String id = agreement == null ? client.drawId("agr") : agreement;
    String jws;
    try {
      jws = client.signAgreement(id, text, provider, receiver);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    report.holds("signed", id + ", for a day to be filed in");
    report.note("text", text.hex());
    report.note("jws", jws);
    report.fact("agreement", id);
    report.fact("textHash", text.hex());
    report.fact("jws", jws);
  }
}
