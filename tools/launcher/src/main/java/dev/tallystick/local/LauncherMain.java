package dev.tallystick.local;

import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.PostgresException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The Java half of the {@code tallystick} script, which finds Java, builds what is missing and sets
 * {@code tallystick.checkout} and {@code tallystick.keycloak}.
 */
public final class LauncherMain {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private final Path checkout;
  private final Path keycloakArchive;
  private final PrintStream out;

  private LauncherMain(Path checkout, Path keycloakArchive, PrintStream out) {
    this.checkout = checkout;
    this.keycloakArchive = keycloakArchive;
    this.out = out;
  }

  /** Runs one command; the exit code is 0 when it did what was asked. */
  public static void main(String[] line) {
    Path checkout = Path.of(System.getProperty("tallystick.checkout", ".")).toAbsolutePath();
    Path keycloak = Path.of(System.getProperty("tallystick.keycloak", "keycloak.zip"));
    int code;
    try {
      Arguments arguments = Arguments.parse(List.of(line), checkout.resolve(".tallystick"));
      code = new LauncherMain(checkout, keycloak, System.out).run(arguments);
    } catch (Arguments.UsageException e) {
      System.err.println(e.getMessage() + " (tallystick help)");
      code = USAGE;
    } catch (NotAStateFolderException
        | IOException
        | PostgresException
        | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      code = FAILED;
    } catch (InterruptedException e) {
      code = FAILED;
    }
    System.exit(code);
  }

  private int run(Arguments arguments)
      throws Arguments.UsageException, NotAStateFolderException, IOException, InterruptedException {
    if (arguments.command().equals("token")) {
      return new TokenCommand(out).run(arguments);
    }
    if (arguments.command().equals("identity")) {
      return new IdentityCommand(out).run(arguments);
    }
    if (arguments.command().equals("call")) {
      return new CallCommand(out).run(arguments);
    }
    if (arguments.command().equals("login")) {
      return new LoginCommand(out).run(arguments);
    }
    if (arguments.command().equals("approve")) {
      return new ApproveCommand(out).run(arguments);
    }
    if (arguments.command().equals("gateway")) {
      return new GatewayCommand(checkout, keycloakArchive, out).run(arguments);
    }
    arguments.noWords();
    return switch (arguments.command()) {
      case "up" -> new UpCommand(checkout, keycloakArchive, out).run(arguments);
      case "down" -> new DownCommand(out).run(arguments);
      case "status" -> new StatusCommand(checkout, keycloakArchive, out).run(arguments);
      case "summary" -> summary(arguments);
      case "shred" -> new ShredCommand(out).run(arguments);
      case "vkey" -> new VkeyCommand(out).run(arguments);
      case "policy" -> new PolicyCommand(out).run(arguments);
      default -> throw new Arguments.UsageException("unknown command " + arguments.command());
    };
  }

  private int summary(Arguments arguments) throws NotAStateFolderException {
    SuiteFolder folder = SuiteFolder.existing(arguments.home());
    Suite suite = new Suite(checkout, keycloakArchive, Ports.remembered(folder));
    out.print(new Summary(suite, folder).text());
    return 0;
  }
}
