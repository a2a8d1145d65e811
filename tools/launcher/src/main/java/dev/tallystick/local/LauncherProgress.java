package dev.tallystick.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Tells what happens, with the seconds since the start, on the terminal and in the launcher's log.
 */
final class LauncherProgress implements Consumer<String> {
  private final long begin = System.nanoTime();
  private final PrintStream terminal;
  private final Path log;

  LauncherProgress(PrintStream terminal, Path log) {
    this.terminal = terminal;
    this.log = log;
  }

  @Override
  public synchronized void accept(String event) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    String line = String.format(Locale.ROOT, "%6.1f s  %s", seconds, event);
    terminal.println(line);
    try {
      Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      // A full disk must not end what this only reports on.
      terminal.println("cannot write " + log + ": " + e);
    }
  }
}
