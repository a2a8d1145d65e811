package dev.tallystick.demo;

import dev.tallystick.party.InvalidReleaseException;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.NoSuchElementException;

/** Tells a story: a line for each step, and whether all came out as told. Not thread-safe. */
final class Telling {
  /** A step; what it returns is told with it. */
  @FunctionalInterface
  interface Step {
    String run()
        throws StepDiffersException,
            RefusedException,
            InvalidReleaseException,
            IOException,
            InterruptedException;
  }

  private final PrintStream out;
  private int steps;
  private boolean differs;

  Telling(PrintStream out) {
    this.out = out;
  }

  /** Runs a step, unless an earlier one came out otherwise: the later ones rest on it. */
  void tell(String title, Step step) throws InterruptedException {
    if (differs) {
      return;
    }
    steps++;
    try {
      out.printf("%2d  %s: %s%n", steps, title, step.run());
    } catch (StepDiffersException
        | RefusedException
        | InvalidReleaseException
        | IOException
        | NoSuchElementException e) {
      differs = true;
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      out.printf("%2d  %s DIFFERS: %s%n", steps, title, message);
    }
  }

  int steps() {
    return steps;
  }

  boolean differs() {
    return differs;
  }
}
