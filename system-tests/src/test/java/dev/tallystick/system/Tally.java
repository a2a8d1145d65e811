package dev.tallystick.system;

import dev.tallystick.tally.Console;
import dev.tallystick.tally.TallyMain;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/** The verifier in the tests' own process: the same commands, without the start of a program. */
public final class Tally {
  private Tally() {}

  /** Runs a command. */
  public static Command.Result run(String... words) {
    StringWriter out = new StringWriter();
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new PrintWriter(out),
            new PrintWriter(out),
            System::nanoTime);
    return new Command.Result(TallyMain.run(console, words), out.toString());
  }
}
