package dev.tallystick.demo;

import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** {@code tallystick demo}: sets up the market where it is missing, and tells the story. */
public final class DemoMain {
  private static final int DIFFERS = 1;
  private static final int USAGE = 2;

  private DemoMain() {}

  /** Tells the story; the exit code is 0 if every step came out as told. */
  public static void main(String[] line) {
    int code;
    try {
      code = run(List.of(line), System.out);
    } catch (NotAStateFolderException | IOException e) {
      System.err.println(e.getMessage());
      code = DIFFERS;
    } catch (InterruptedException e) {
      code = DIFFERS;
    }
    System.exit(code);
  }

  private static int run(List<String> line, PrintStream out)
      throws NotAStateFolderException, IOException, InterruptedException {
    if (line.size() != 2 || !line.get(0).equals("--home")) {
      System.err.println("demo takes --home DIR alone");
      return USAGE;
    }
    SuiteFolder folder = SuiteFolder.existing(Path.of(line.get(1)));
    RunningSuite suite = new RunningSuite(folder, Clock.systemUTC());
    Telling telling = new Telling(out);
    long started = System.nanoTime();
    new Story(suite, DemoFile.in(folder), telling).tell();
    long seconds = (System.nanoTime() - started) / 1_000_000_000;
    out.println(
        telling.differs()
            ? "The story came out otherwise than it is told."
            : "All " + telling.steps() + " steps came out as told, in " + seconds + " s.");
    return telling.differs() ? DIFFERS : 0;
  }
}
