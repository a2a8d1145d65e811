package dev.tallystick.consent.decision;

import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.decision.MakeDecision.Judged;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.producer.Deadline;
import dev.tallystick.rules.DecisionRequest;
import dev.tallystick.rules.InvalidRequestException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.eclipse.microprofile.context.ManagedExecutor;

/**
 * Answers questions, one or several in a call. Each is checked, judged and signed as it would be
 * alone; what is wrong with one stands in its place and keeps no other from being answered.
 */
@Singleton
class AnswerQuestions {
  private final MakeDecision decisions;
  private final DecisionMetrics metrics;
  private final ManagedExecutor workers;

  AnswerQuestions(MakeDecision decisions, DecisionMetrics metrics, ManagedExecutor workers) {
    this.decisions = decisions;
    this.metrics = metrics;
    this.workers = workers;
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
    // Once for all: the threads that tell the log have no request of their own.
    Function<Judged, AnsweredQuestionJson> told = Deadline.handedOn(this::answered);
    List<CompletableFuture<AnsweredQuestionJson>> answers = new ArrayList<>();
    for (DecisionRequestJson question : questions) {
      answers.add(begin(question, call, told));
    }
    return answers.stream().map(AnswerQuestions::await).toList();
  }

  private CompletableFuture<AnsweredQuestionJson> begin(
      DecisionRequestJson question, CallView call, Function<Judged, AnsweredQuestionJson> told) {
    Judged judged;
    try {
      judged = judge(question, call);
    } catch (DomainProblem refused) {
      return CompletableFuture.completedFuture(AnsweredQuestionJson.of(refused));
    }
    return judged.isPermit()
        ? CompletableFuture.completedFuture(answered(judged))
        : CompletableFuture.supplyAsync(() -> told.apply(judged), workers);
  }

  private static AnsweredQuestionJson await(CompletableFuture<AnsweredQuestionJson> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
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
      throw ConsentProblemCode.DECISION_REQUEST_INVALID.problem(e.field(), e.rule());
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
