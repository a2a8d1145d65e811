package dev.tallystick.bureau.decision;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.directory.decision.DecisionClient;
import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.problem.ProblemDocument;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.document.ToldProblem;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.logging.Logger;

/** Decisions about sales; a denial becomes a refusal of this service. */
@Singleton
public final class SaleDecisions {
  private static final Logger LOG = Logger.getLogger(SaleDecisions.class);

  private final DecisionClient decisions;

  SaleDecisions(DecisionClient decisions) {
    this.decisions = decisions;
  }

  /**
   * Asks.
   *
   * @throws BureauProblem if the rules deny it, or the request cannot be decided on
   * @throws ConsentUnavailable if there is no answer, or none that holds
   */
  public Ruling.Permit ask(Question question) {
    Ruling ruling;
    try {
      ruling = decisions.ask(question.forConsentService());
    } catch (RemoteProblem e) {
      throw refusal(e);
    }
    if (ruling instanceof Ruling.Denied denied) {
      throw denied(denied);
    }
    Ruling.Permit permit = (Ruling.Permit) ruling;
    if (permit.recipientKey().isEmpty() || permit.fee().isEmpty()) {
      LOG.error("consent-service permits a sale without a recipient's key or a fee");
      throw new ConsentUnavailable();
    }
    return permit;
  }

  private static RuntimeException refusal(RemoteProblem e) {
    if (e.code().equals("AUDIT_UNAVAILABLE")) {
      return new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    }
    if (e.status() == 422 || e.status() == 403 || e.status() == 409) {
      return refused(e);
    }
    LOG.warnf("consent-service does not decide: %s", e.getMessage());
    return new ConsentUnavailable();
  }

  /** What the rules say no with: code, rule and the entry that holds the denial. */
  private static BureauProblem denied(Ruling.Denied denied) {
    return BureauProblem.relayed(
        denied.toProblem(),
        denied.omitted().isEmpty()
            ? Map.of()
            : Map.of("omitted", CanonicalJson.text(JsonArray.of(denied.omitted()))));
  }

  /** What consent-service refuses before it decides: the request is not as it must be. */
  private static BureauProblem refused(RemoteProblem e) {
    ToldProblem.Partial problem = e.told();
    return BureauProblem.relayed(
        ProblemDocument.of(
                e.code(),
                e.status(),
                "Refused before a decision",
                problem
                    .detail()
                    .filter(detail -> !detail.isBlank())
                    .orElse("The request cannot be decided on."))
            .withField(problem.field().orElse(null), problem.rule().orElse(null)),
        Map.of());
  }
}
