package dev.tallystick.bureau.source;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why there are no records to make a report of. */
public abstract sealed class SourceProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private SourceProblem(ProblemDocument document, @Nullable Duration retryAfter) {
    super(document, retryAfter);
  }

  /** 503: the vault does not answer. */
  public static final class VaultUnavailable extends SourceProblem {
    private static final long serialVersionUID = 1L;

    VaultUnavailable() {
      super(
          ProblemDocument.of(
              "VAULT_UNAVAILABLE",
              503,
              "Vault unavailable",
              "The records cannot be asked for now. Nothing was sold."),
          Duration.ofSeconds(2));
    }
  }

  /** 502: a release does not pass the checks of its recipient, so nothing is made of it. */
  public static final class SourceInvalid extends SourceProblem {
    private static final long serialVersionUID = 1L;

    SourceInvalid() {
      super(
          ProblemDocument.of(
              "SOURCE_INVALID",
              502,
              "Source invalid",
              "A release to the bureau is not what the log says of it. Nothing was made of it."),
          null);
    }
  }

  /** 409: the vault's releases for this inquiry are too old to be sent again. */
  public static final class SourcesLapsed extends SourceProblem {
    private static final long serialVersionUID = 1L;

    SourcesLapsed() {
      super(
          ProblemDocument.of(
              "RELEASE_LAPSED",
              409,
              "Release lapsed",
              "What was released for this request is no longer kept. Ask anew, with a new key."),
          null);
    }
  }
}
