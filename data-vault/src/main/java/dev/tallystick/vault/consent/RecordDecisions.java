package dev.tallystick.vault.consent;

import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.directory.decision.DecisionClient;
import dev.tallystick.directory.decision.QuestionOutcome;
import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.directory.document.DecisionQuestion;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Decisions about records; what is not decided on becomes a refusal of this service. */
@Singleton
public final class RecordDecisions {
  private static final Logger LOG = Logger.getLogger(RecordDecisions.class);

  /** Problems that say nothing of the request, whatever their status. */
  private static final Set<String> NOT_OF_THE_REQUEST = Set.of("FORBIDDEN");

  private final DecisionClient decisions;

  RecordDecisions(DecisionClient decisions) {
    this.decisions = decisions;
  }

  /**
   * Decides.
   *
   * @throws VaultProblem if there is no decision: the log is away, or the request is one that is
   *     not decided about
   * @throws ConsentUnavailable if consent-service is away, or its answer does not hold
   */
  public Ruling decide(DecisionQuestion question) {
    try {
      return decisions.ask(question);
    } catch (RemoteProblem e) {
      throw refusal(e);
    }
  }

  /**
   * Decides on each of several questions, in one call of consent-service.
   *
   * @return a ruling for each, in their order
   * @throws VaultProblem if there is no decision on one of them, as {@link #decide} says of the
   *     first such one; the others have been decided on, and their refusals logged
   * @throws ConsentUnavailable if consent-service is away, or one of its answers does not hold
   */
  public List<Ruling> decideAll(List<DecisionQuestion> questions) {
    try {
      List<Ruling> rulings = new ArrayList<>();
      for (QuestionOutcome outcome : decisions.decideAll(questions)) {
        rulings.add(outcome.require());
      }
      return rulings;
    } catch (RemoteProblem e) {
      throw refusal(e);
    }
  }

  /** A refusal of the request itself is the caller's; anything else is the suite's trouble. */
  private static DomainProblem refusal(RemoteProblem refusal) {
    if (refusal.code().equals("AUDIT_UNAVAILABLE")) {
      return new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
    }
    boolean callers =
        refusal.document().isPresent()
            && !refusal.code().startsWith("HTTP_")
            && refusal.status() >= 403
            && refusal.status() < 429
            && !NOT_OF_THE_REQUEST.contains(refusal.code());
    if (!callers) {
      LOG.warnf("No decision to be had: %s", refusal.getMessage());
      return new ConsentUnavailable();
    }
    return VaultProblem.relayed(
        Ruling.Denied.read(refusal.document().get(), refusal.status()).toProblem());
  }
}
