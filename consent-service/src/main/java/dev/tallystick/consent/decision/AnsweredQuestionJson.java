package dev.tallystick.consent.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.problem.DomainProblem;
import org.jspecify.annotations.Nullable;

/** What became of one of several questions: its decision, or the problem with it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AnsweredQuestionJson(
    @Nullable DecisionJson decision, @JsonRawValue @Nullable String problem) {
  static AnsweredQuestionJson of(DecisionJson decision) {
    return new AnsweredQuestionJson(decision, null);
  }

  static AnsweredQuestionJson of(DomainProblem problem) {
    return new AnsweredQuestionJson(null, problem.document().toJson());
  }
}
