package dev.tallystick.vault.problem;

import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.StatementRefusal;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A refusal of this service. */
public final class VaultProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  /** A refusal of which there is no more to say than its code does. */
  public VaultProblem(VaultProblemCode code) {
    this(code.document(), code.retryAfter().orElse(null));
  }

  private VaultProblem(ProblemDocument document, @Nullable Duration retryAfter) {
    super(document, retryAfter);
  }

  /** A refusal of a field of the request, by a technical rule that it breaks. */
  public static VaultProblem ofField(VaultProblemCode code, String field, String rule) {
    return new VaultProblem(code.document().withField(field, rule), code.retryAfter().orElse(null));
  }

  /** A refusal that says something else about this occurrence. */
  public static VaultProblem ofDetail(VaultProblemCode code, String detail) {
    return new VaultProblem(code.document().withDetail(detail), code.retryAfter().orElse(null));
  }

  /** A refusal until a time has passed. */
  public static VaultProblem until(VaultProblemCode code, Duration wait) {
    return new VaultProblem(code.document(), wait);
  }

  /** A signed request that does not hold; the codes are the same in the whole suite. */
  public static VaultProblem ofStatement(InvalidStatementException refusal) {
    return ofStatement(refusal.refusal(), refusal.field().orElse("request"), refusal.rule());
  }

  /** A signed request with a member whose form {@code rule} tells. */
  public static VaultProblem ofStatement(StatementRefusal refusal, String field, String rule) {
    return relayed(
        ProblemDocument.of(
                refusal.name(),
                refusal.status(),
                "Signed request refused",
                "The signed request does not hold: " + field + " " + rule + ".")
            .withField(field, rule));
  }

  /** A refusal in words that were said elsewhere, such as by consent-service. */
  public static VaultProblem relayed(ProblemDocument document) {
    return new VaultProblem(document, null);
  }

  /** This refusal, by a rule of the rule pack. */
  public VaultProblem byRule(String ruleId) {
    return new VaultProblem(document().withRule(ruleId, null), retryAfter().orElse(null));
  }

  public boolean is(VaultProblemCode code) {
    return code().equals(code.name());
  }
}
