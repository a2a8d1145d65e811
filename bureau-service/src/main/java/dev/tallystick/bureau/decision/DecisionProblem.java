package dev.tallystick.bureau.decision;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.util.Map;
import java.util.Optional;

/** Why there is no permit. */
public abstract sealed class DecisionProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private DecisionProblem(ProblemDocument document) {
    super(document);
  }

  /** What the rules say no with: code, rule and the entry that holds the denial. */
  public static final class Denied extends DecisionProblem {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> extensions;

    Denied(JsonObject answer, Optional<String> pack) {
      super(document(answer, pack));
      this.extensions =
          answer
              .findArray("omitted")
              .map(omitted -> Map.of("omitted", CanonicalJson.text(omitted)))
              .orElse(Map.of());
    }

    @Override
    public Map<String, String> extensions() {
      return extensions;
    }

    private static ProblemDocument document(JsonObject answer, Optional<String> pack) {
      ProblemDocument denied =
          ProblemDocument.of(
              answer.findString("code").orElse("DENIED"),
              Math.toIntExact(answer.findInteger("status").orElse(403L)),
              "Refused by a rule",
              "The rules do not permit this release. The refusal is in the log.");
      Optional<String> rule = answer.findString("ruleId");
      if (rule.isPresent()) {
        denied = denied.withRule(rule.get(), pack.orElse(null));
      }
      Optional<String> event = answer.findString("auditEventId");
      return event.isEmpty()
          ? denied
          : denied.withAudit(event.get(), answer.findInteger("auditIndex").orElse(null));
    }
  }

  /** What consent-service refuses before it decides: the request is not as it must be. */
  public static final class Refused extends DecisionProblem {
    private static final long serialVersionUID = 1L;

    Refused(String code, int status, Optional<JsonObject> problem) {
      super(
          ProblemDocument.of(
                  code,
                  status,
                  "Refused before a decision",
                  problem
                      .flatMap(document -> document.findString("detail"))
                      .filter(detail -> !detail.isBlank())
                      .orElse("The request cannot be decided on."))
              .withField(
                  problem.flatMap(document -> document.findString("field")).orElse(null),
                  problem.flatMap(document -> document.findString("rule")).orElse(null)));
    }
  }
}
