package dev.tallystick.vault.release;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why a request for records is not answered with any. */
abstract sealed class ReleaseProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private ReleaseProblem(ProblemDocument document) {
    super(document);
  }

  /** The time to fetch the same bytes again is over. */
  static final class Lapsed extends ReleaseProblem {
    private static final long serialVersionUID = 1L;

    Lapsed() {
      super(
          ProblemDocument.of(
              "RELEASE_LAPSED",
              409,
              "Release lapsed",
              "The payload was to be had for 60 seconds. Ask anew, with a new request and key; it"
                  + " is decided anew."));
    }
  }

  /** Another thread works on the request. */
  static final class InProgress extends ReleaseProblem {
    private static final long serialVersionUID = 1L;

    InProgress() {
      super(
          ProblemDocument.of(
              "IDEMPOTENCY_KEY_IN_USE",
              409,
              "Request under way",
              "A request with this Idempotency-Key is being worked on. Try again later."));
    }
  }

  /** The key was used for another request. */
  static final class KeyReused extends ReleaseProblem {
    private static final long serialVersionUID = 1L;

    KeyReused() {
      super(
          ProblemDocument.of(
              "IDEMPOTENCY_KEY_REUSED",
              409,
              "Idempotency-Key reused",
              "The Idempotency-Key was used for another request. Draw a new one."));
    }
  }

  /** More records than a release carries. */
  static final class TooLarge extends ReleaseProblem {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super(
          ProblemDocument.of(
              "RELEASE_TOO_LARGE",
              422,
              "Release too large",
              "There are more records than one release carries. Ask for fewer categories, or for a"
                  + " shorter time."));
    }
  }

  /** A batch of no request, or of too many. */
  static final class BatchSize extends ReleaseProblem {
    private static final long serialVersionUID = 1L;

    BatchSize(int most) {
      super(
          ProblemDocument.of(
                  "BATCH_SIZE",
                  422,
                  "Batch of another size",
                  "A batch has 1 to " + most + " lines. Nothing was decided.")
              .withField("lines", "size"));
    }
  }

  /** The rules allow an edge that this service has no procedure for. */
  static final class NotOffered extends ReleaseProblem {
    private static final long serialVersionUID = 1L;

    NotOffered() {
      super(
          ProblemDocument.of(
              "RELEASE_NOT_OFFERED",
              422,
              "Release not offered",
              "This service hands records to the bureau that asks for itself, and to nobody else."));
    }
  }
}
