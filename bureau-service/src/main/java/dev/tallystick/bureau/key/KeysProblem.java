package dev.tallystick.bureau.key;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why a bureau cannot sign. */
public abstract sealed class KeysProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private KeysProblem(ProblemDocument document) {
    super(document);
  }

  /** 409: the bureau has no key here that is registered at consent-service. */
  public static final class NotRegistered extends KeysProblem {
    private static final long serialVersionUID = 1L;

    /** A bureau without a registered signing key. */
    public NotRegistered() {
      super(
          ProblemDocument.of(
              "BUREAU_KEY_NOT_REGISTERED",
              409,
              "Bureau key not registered",
              "The bureau has no signing key here that consent-service knows as valid."));
    }
  }
}
