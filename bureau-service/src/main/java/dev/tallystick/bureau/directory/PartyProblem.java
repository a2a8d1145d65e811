package dev.tallystick.bureau.directory;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why nothing is known about a party. */
public abstract sealed class PartyProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private PartyProblem(ProblemDocument document, @Nullable Duration retryAfter) {
    super(document, retryAfter);
  }

  /** 403: the caller's party is not registered. */
  public static final class Unknown extends PartyProblem {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(
          ProblemDocument.of(
              "PARTY_UNKNOWN", 403, "Party unknown", "No party of this id is registered."),
          null);
    }
  }

  /** 503: consent-service does not answer, so nothing can be decided. */
  public static final class ConsentUnavailable extends PartyProblem {
    private static final long serialVersionUID = 1L;

    /** A request that cannot go on without consent-service. */
    public ConsentUnavailable() {
      super(
          ProblemDocument.of(
              "CONSENT_UNAVAILABLE",
              503,
              "Consent service unavailable",
              "Parties and permissions cannot be asked for now. Nothing was released."),
          Duration.ofSeconds(2));
    }
  }
}
