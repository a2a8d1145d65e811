package dev.tallystick.demo;

/** A step of the story came out otherwise than it is told. */
final class StepDiffersException extends Exception {
  private static final long serialVersionUID = 1L;

  StepDiffersException(String message) {
    super(message);
  }

  static void check(boolean holds, String message) throws StepDiffersException {
    if (!holds) {
      throw new StepDiffersException(message);
    }
  }
}
