package dev.tallystick.scorecard;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** {@code tallystick scorecard} and {@code tallystick cost}. */
public final class ScorecardMain {
  private static final int REFUSED = 2;
  private static final List<String> FIT =
      List.of(
          "--target",
          "--bad",
          "--out",
          "--name",
          "--version",
          "--without",
          "--input",
          "--bins",
          "--folds",
          "--seed",
          "--home");

  private ScorecardMain() {}

  /** Exit code 0 if it is done, 2 if it cannot be. */
  public static void main(String[] line) {
    System.exit(
        run(List.of(line), new PrintStream(System.out, true, StandardCharsets.UTF_8), System.err));
  }

  static int run(List<String> line, PrintStream out, PrintStream err) {
    try {
      if (line.isEmpty()) {
        throw new ScorecardException("say what to do: fit or cost");
      }
      List<String> rest = line.subList(1, line.size());
      switch (line.get(0)) {
        case "fit" -> new FitCommand(out).run(FitCommand.Asked.parse(new Options(rest, FIT)));
        case "cost" ->
            new CostCommand(out)
                .run(CostCommand.Asked.parse(new Options(rest, CostCommand.OPTIONS)));
        default -> throw new ScorecardException("unknown: " + line.get(0) + "; fit or cost");
      }
      return 0;
    } catch (ScorecardException e) {
      err.println(e.getMessage());
    } catch (NoSuchFileException e) {
      err.println(e.getFile() + ": no such file");
    } catch (IOException e) {
      err.println(e.getMessage());
    }
    return REFUSED;
  }
}
