package dev.tallystick.tally;

import dev.tallystick.keys.ClientKey;
import dev.tallystick.tally.party.PartyWork;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally party client-key}: draws the key of a party's machine at the identity provider. */
@Command(
    name = "client-key",
    description = "Draws the key that identifies the party's machine at the identity provider.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally party client-key shop.pem",
      CommandHelp.NEXT
          + "have the printed half registered at the identity provider; then --client and --client-key work."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ClientKeyCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The key file; it must not be there yet.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  ClientKeyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("party client-key", file.toString());
    PartyWork.run(report, () -> draw(report));
    return report.print(console.out(), console.form(json));
  }

  private void draw(CheckReport report) throws IOException {
    ClientKey key = ClientKey.draw();
    try {
      key.write(file);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(file + ": is there already, and the provider may know it", e);
    }
    report.holds("key", "written, for you alone; the provider registers the public half");
    report.note("jwks", key.jwks());
    report.fact("jwks", key.jwks());
  }
}
