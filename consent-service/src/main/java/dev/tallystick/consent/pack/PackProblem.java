package dev.tallystick.consent.pack;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import dev.tallystick.rules.pack.InvalidPackException;

/** Why something about a rule pack is refused. */
public abstract sealed class PackProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private PackProblem(ProblemDocument document) {
    super(document);
  }

  /** 404: no pack of this name or digest. */
  public static final class Unknown extends PackProblem {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(
          ProblemDocument.of(
              "PACK_UNKNOWN", 404, "Pack unknown", "There is no such rule pack here."));
    }
  }

  /** 422: the text is no rule pack. */
  public static final class Invalid extends PackProblem {
    private static final long serialVersionUID = 1L;

    Invalid(InvalidPackException refusal) {
      super(
          ProblemDocument.of(
                  "PACK_INVALID",
                  422,
                  "Pack refused",
                  "The text is not a rule pack; field and rule say where.")
              .withField(refusal.path(), refusal.rule()));
    }
  }

  /** 409: another text has this name and version already. */
  public static final class VersionTaken extends PackProblem {
    private static final long serialVersionUID = 1L;

    VersionTaken() {
      super(
          ProblemDocument.of(
                  "PACK_VERSION_TAKEN",
                  409,
                  "Version taken",
                  "Another text has this name and version. Give the pack its next version.")
              .withField("version", "not-yet-used"));
    }
  }

  /** 503: the pack in force is not here, so that nothing can be judged. */
  public static final class Missing extends PackProblem {
    private static final long serialVersionUID = 1L;

    public Missing() {
      super(
          ProblemDocument.of(
              "PACK_MISSING",
              503,
              "Rule pack missing",
              "The rule pack in force is not known here. Its text must be added."));
    }
  }
}
