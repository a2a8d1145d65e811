package dev.tallystick.vault.correction;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why nothing is corrected, or no answer taken. */
abstract sealed class CorrectionProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private CorrectionProblem(ProblemDocument document) {
    super(document);
  }

  /** The record says so already. */
  static final class NothingChanged extends CorrectionProblem {
    private static final long serialVersionUID = 1L;

    NothingChanged() {
      super(
          ProblemDocument.of(
                  "CORRECTION_EMPTY",
                  422,
                  "Nothing corrected",
                  "The record has these members with these values already.")
              .withField("fields", "changed"));
    }
  }

  /** The members are not JSON of the log's data model. */
  static final class Malformed extends CorrectionProblem {
    private static final long serialVersionUID = 1L;

    Malformed(String rule) {
      super(
          ProblemDocument.of(
                  "CORRECTION_MALFORMED",
                  422,
                  "Not a correction",
                  "The fields are not an object of the log's data model.")
              .withField("fields", rule));
    }
  }

  /** There is no such notification, or it is for somebody else. */
  static final class NotificationUnknown extends CorrectionProblem {
    private static final long serialVersionUID = 1L;

    NotificationUnknown() {
      super(
          ProblemDocument.of(
              "NOTIFICATION_UNKNOWN",
              404,
              "Unknown notification",
              "There is no such notification for this party."));
    }
  }

  /** It was answered otherwise. */
  static final class Answered extends CorrectionProblem {
    private static final long serialVersionUID = 1L;

    Answered() {
      super(
          ProblemDocument.of(
              "NOTIFICATION_ANSWERED",
              409,
              "Notification answered",
              "The notification has been answered, and otherwise."));
    }
  }
}
