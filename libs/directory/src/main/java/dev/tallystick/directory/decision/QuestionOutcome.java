package dev.tallystick.directory.decision;

import dev.tallystick.producer.RemoteProblem;

/** What became of one of several questions. */
public sealed interface QuestionOutcome {
  /** It was decided on. */
  record Decided(Ruling ruling) implements QuestionOutcome {
    @Override
    public Ruling require() {
      return ruling;
    }
  }

  /** It was not: consent-service does not decide on such a question, or cannot now. */
  record Refused(RemoteProblem problem) implements QuestionOutcome {
    @Override
    public Ruling require() throws RemoteProblem {
      throw problem;
    }
  }

  /**
   * The ruling, as if the question had been asked alone.
   *
   * @throws RemoteProblem if it was not decided on
   */
  Ruling require() throws RemoteProblem;
}
