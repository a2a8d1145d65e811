package dev.tallystick.gateway.problem;

import dev.tallystick.party.RefusedException;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import java.util.Optional;

/** A refusal of this gateway, or one that it passes on. */
public final class GatewayProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  GatewayProblem(ProblemDocument document, Optional<Duration> retryAfter) {
    super(document, retryAfter.orElse(null));
  }

  /** What a service of the suite has refused, under its own code. */
  public static GatewayProblem relayed(RefusedException refusal) {
    String code = refusal.code().isEmpty() ? "REQUEST_REFUSED" : refusal.code();
    ProblemDocument document =
        ProblemDocument.of(
            code,
            refusal.status(),
            refusal.problem().findString("title").orElse("Refused by the suite"),
            refusal
                .problem()
                .findString("detail")
                .orElse("A service of the suite has refused this."));
    Optional<String> rule = refusal.ruleId();
    if (rule.isPresent()) {
      document = document.withRule(rule.get(), null);
    }
    Optional<String> event = refusal.auditEventId();
    if (event.isPresent()) {
      document = document.withAudit(event.get(), null);
    }
    return new GatewayProblem(document, refusal.retryAfter());
  }
}
