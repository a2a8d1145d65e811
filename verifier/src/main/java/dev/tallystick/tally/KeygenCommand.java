package dev.tallystick.tally;

import dev.tallystick.keys.PartyKeys;
import dev.tallystick.tally.party.PartyWork;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally party keygen}: draws the two keys of a party. */
@Command(
    name = "keygen",
    description = "Draws a party's keys into a file that is closed to others.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally party keygen shop.keys",
      CommandHelp.NEXT
          + "tally party client-key shop.pem, then tally party keys enrol with the regulator's code."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class KeygenCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The key file; it must not be there yet.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  KeygenCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("party keygen", file.toString());
    PartyWork.run(report, () -> draw(report));
    return report.print(console.out(), console.form(json));
  }

  private void draw(CheckReport report) throws IOException {
    PartyKeys keys = PartyKeys.draw();
    try {
      keys.write(file);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(file + ": is there already, and may hold the only keys", e);
    }
    report.holds("keys", "written, for you alone");
    String signing = keys.publicKeys().verificationKey().keyId();
    String sealing = keys.publicKeys().encryptionKey().keyId();
    report.note("signing", signing);
    report.note("sealing", sealing);
    report.fact("signing", signing);
    report.fact("sealing", sealing);
  }
}
