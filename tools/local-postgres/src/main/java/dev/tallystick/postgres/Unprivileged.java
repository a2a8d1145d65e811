package dev.tallystick.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes command lines that PostgreSQL accepts although the caller may be root.
 *
 * <p>PostgreSQL refuses to run as root. In a user namespace of its own the process has no
 * privileges left and sees itself as nobody, while its files still belong to the caller. Every
 * process gets a session of its own as well, so that Ctrl-C in a terminal reaches the launcher
 * first and the launcher decides the order in which things stop.
 */
final class Unprivileged {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private Unprivileged() {}

  /** The command line that runs {@code program} without root's privileges. */
  static List<String> command(String... program) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    if (isRoot()) {
      requireNamespaces();
      command.addAll(List.of("unshare", "--user"));
    }
    command.addAll(List.of(program));
    return command;
  }

  private static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }

  private static void requireNamespaces() {
    try {
      Process probe =
          new ProcessBuilder("unshare", "--user", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0) {
        return;
      }
    } catch (IOException e) {
      // There is no such program: macOS.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new PostgresException(
        "PostgreSQL refuses to run as root and this machine allows root no user namespace:"
            + " start as an ordinary user");
  }
}
