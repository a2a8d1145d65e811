package dev.tallystick.local;

import dev.tallystick.local.process.ComponentFailedException;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * {@code gateway PARTY}: runs the gateway of a party of this realm until Ctrl-C. The suite may be
 * away: the gateway then keeps what it is asked for.
 */
record GatewayCommand(Path checkout, Path keycloakArchive, PrintStream out) {
  int run(Arguments arguments)
      throws NotAStateFolderException, Arguments.UsageException, IOException {
    String party = arguments.word("a party");
    SuiteFolder folder = SuiteFolder.existing(arguments.home());
    GatewayRun run =
        of(
            folder,
            new Suite(checkout, keycloakArchive, Ports.remembered(folder)),
            new ServicePrograms(checkout, arguments.has("--native")),
            party);
    Runtime.getRuntime().addShutdownHook(new Thread(run::close));
    try {
      run.start();
      out.print(run.summary());
      run.awaitEnd();
      return 1;
    } catch (ComponentFailedException e) {
      out.println("failed: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      return 1;
    }
  }

  /** The gateway of a party, not started yet. */
  static GatewayRun of(SuiteFolder folder, Suite suite, ServicePrograms programs, String party)
      throws Arguments.UsageException, IOException {
    Identity identity = TokenCommand.find(folder, party);
    if (!(identity instanceof Identity.Organisation organisation)) {
      throw new Arguments.UsageException(party + " is no platform, bureau or lender");
    }
    GatewayConfig config =
        new GatewayConfig(suite, Secrets.in(folder.secrets()), GatewayFolder.of(folder, party));
    return new GatewayRun(folder, config, programs, organisation);
  }
}
