package dev.tallystick.audit.acknowledgement;

import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why an acknowledgement is refused. Nothing of it is logged. */
public abstract sealed class AcknowledgementProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private AcknowledgementProblem(ProblemDocument document) {
    super(document);
  }

  /**
   * 422 or 403: the signed text itself does not hold; its code and status are those of all
   * statements.
   */
  public static final class Statement extends AcknowledgementProblem {
    private static final long serialVersionUID = 1L;

    Statement(InvalidStatementException e) {
      super(
          ProblemDocument.of(
                  e.refusal().name(),
                  e.refusal().status(),
                  "Statement refused",
                  "The signed statement does not hold; nothing was logged.")
              .withField(
                  e.field().map(f -> "acknowledgement." + f).orElse("acknowledgement"), e.rule()));
    }
  }

  /** 404: the log has no such release. */
  public static final class ReleaseUnknown extends AcknowledgementProblem {
    private static final long serialVersionUID = 1L;

    ReleaseUnknown() {
      super(
          ProblemDocument.of(
              "RELEASE_UNKNOWN", 404, "Release unknown", "The log has no such release."));
    }
  }

  /** 422: it names another entry or payload than the log has for the release. */
  public static final class Mismatch extends AcknowledgementProblem {
    private static final long serialVersionUID = 1L;

    Mismatch(String field, String rule) {
      super(
          ProblemDocument.of(
                  "ACKNOWLEDGEMENT_MISMATCH",
                  422,
                  "Acknowledgement does not match",
                  "What is acknowledged is not what the log has; keep both, they are evidence.")
              .withField("acknowledgement." + field, rule));
    }
  }

  /** 422: this log never had such a root at such a size. */
  public static final class CheckpointForeign extends AcknowledgementProblem {
    private static final long serialVersionUID = 1L;

    CheckpointForeign() {
      super(
          ProblemDocument.of(
                  "CHECKPOINT_FOREIGN",
                  422,
                  "Checkpoint foreign",
                  "The checkpoint is not one of this log. If the log has signed it, it has shown two histories: keep it.")
              .withField("acknowledgement.checkpoint", "size and root of this log at some time"));
    }
  }

  /** 409: the log's witnesses have not cosigned that far yet; the same will do later. */
  public static final class CheckpointNotWitnessed extends AcknowledgementProblem {
    private static final long serialVersionUID = 1L;

    CheckpointNotWitnessed() {
      super(
          ProblemDocument.of(
                  "CHECKPOINT_NOT_WITNESSED",
                  409,
                  "Checkpoint not witnessed",
                  "No quorum of the log's witnesses has cosigned a tree of that size yet. Acknowledge when /log/checkpoint"
                      + " bears their cosignatures.")
              .withField(
                  "acknowledgement.checkpoint", "at most the size that a quorum has cosigned"));
    }
  }
}
