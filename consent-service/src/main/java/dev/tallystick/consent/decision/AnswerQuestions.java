package dev.tallystick.consent.decision;

import dev.tallystick.consent.DecisionProblemCode;
import dev.tallystick.consent.decision.MakeDecision.Judged;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.producer.ParallelTasks;
import dev.tallystick.rules.DecisionRequest;
import dev.tallystick.rules.InvalidRequestException;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Answers questions, one or several in a call. Each is checked, judged and signed as it would be
 * alone; what is wrong with one stands in its place and keeps no other from being answered.
 */
@Singleton
class AnswerQuestions {
  private final MakeDecision decisions;
  private final DecisionMetrics metrics;
  private final ParallelTasks tasks;

  AnswerQuestions(MakeDecision decisions, DecisionMetrics metrics, ParallelTasks tasks) {
    this.decisions = decisions;
    this.metrics = metrics;
    this.tasks = tasks;
  }

  /**
   * Answers one.
   *
   * @throws DomainProblem if it is not decided on
   */
  DecisionJson answer(DecisionRequestJson question) {
    return told(judge(question, decisions.begin()));
  }

  /** Answers several, in their order. Refusals come into the log side by side. */
  List<AnsweredQuestionJson> answerAll(List<DecisionRequestJson> questions) {
    CallView call = decisions.begin();
    List<Begun> begun = questions.stream().map(question -> begin(question, call)).toList();
    Iterator<AnsweredQuestionJson> told =
        tasks
            .each(begun.stream().flatMap(one -> one.refusal().stream()).toList(), this::answered)
            .iterator();
    return begun.stream().map(one -> one.answer().orElseGet(told::next)).toList();
  }

  /** A question that has its answer, or a refusal that the log has to have first. */
  private record Begun(Optional<AnsweredQuestionJson> answer, Optional<Judged> refusal) {}

  private Begun begin(DecisionRequestJson question, CallView call) {
    Judged judged;
    try {
      judged = judge(question, call);
    } catch (DomainProblem refused) {
      return new Begun(Optional.of(AnsweredQuestionJson.of(refused)), Optional.empty());
    }
    return judged.isPermit()
        ? new Begun(Optional.of(answered(judged)), Optional.empty())
        : new Begun(Optional.empty(), Optional.of(judged));
  }

  private AnsweredQuestionJson answered(Judged judged) {
    try {
      return AnsweredQuestionJson.of(told(judged));
    } catch (DomainProblem refused) {
      return AnsweredQuestionJson.of(refused);
    }
  }

  private Judged judge(DecisionRequestJson question, CallView call) {
    DecisionRequest asked;
    try {
      asked = DecisionRequest.parse(question.toObject());
    } catch (InvalidRequestException e) {
      throw DecisionProblemCode.DECISION_REQUEST_INVALID.problem(e.field(), e.rule());
    }
    SignedRequest signed = new SignedRequest(question.request(), question.requestType());
    return decisions.judge(asked, signed, call);
  }

  private DecisionJson told(Judged judged) {
    Decided decided = decisions.told(judged);
    metrics.count(decided.decision(), judged.request());
    return DecisionJson.of(decided);
  }
}
