package dev.tallystick.consent;

import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What this service refuses besides the rules of packs: the code, its HTTP status, its title and
 * what the caller can do. Codes are API: {@code docs/problems.md} lists them, and none is renamed.
 */
public sealed interface ConsentProblemCode
    permits DecisionProblemCode, LogProblemCode, PartyProblemCode, PersonProblemCode {
  /**
   * What a code says.
   *
   * @param status the HTTP status
   * @param detail what the caller can do
   * @param field the field that the code is always about
   * @param rule the technical rule that the field breaks
   */
  record ProblemText(
      int status, String title, String detail, @Nullable String field, @Nullable String rule) {}

  /** The code. */
  String name();

  /** What it says. */
  ProblemText text();

  /** The HTTP status. */
  default int status() {
    return text().status();
  }

  /** A refusal to be thrown. */
  default ConsentProblem problem() {
    return new ConsentProblem(document(), null);
  }

  /** A refusal that names the field and the technical rule that it breaks. */
  default ConsentProblem problem(@Nullable String refusedField, @Nullable String brokenRule) {
    return new ConsentProblem(document().withField(refusedField, brokenRule), null);
  }

  /** A refusal for now. */
  default ConsentProblem problem(Duration retryAfter) {
    return new ConsentProblem(document(), retryAfter);
  }

  /** What the caller is told. */
  default ProblemDocument document() {
    ProblemDocument document =
        ProblemDocument.of(name(), text().status(), text().title(), text().detail());
    return text().field() == null ? document : document.withField(text().field(), text().rule());
  }
}
