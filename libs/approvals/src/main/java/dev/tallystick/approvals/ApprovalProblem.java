package dev.tallystick.approvals;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a privileged act, or its approval, is refused. */
public final class ApprovalProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;

  private ApprovalProblem(
      String code, int status, String title, String detail, @Nullable Duration retryAfter) {
    super(ProblemDocument.of(code, status, title, detail), retryAfter);
  }

  private static ApprovalProblem of(String code, int status, String title, String detail) {
    return new ApprovalProblem(code, status, title, detail, null);
  }

  /** 404: nothing of this id was proposed here. */
  static ApprovalProblem unknown() {
    return of("APPROVAL_UNKNOWN", 404, "Unknown approval", "Nothing with this id was proposed.");
  }

  /** 403: the one who proposes does not approve. */
  static ApprovalProblem ofProposer() {
    return of(
        "APPROVAL_BY_PROPOSER",
        FORBIDDEN,
        "Two persons are needed",
        "Another account than the one that proposed it has to approve.");
  }

  /** 403: the role, or the party, is not one that may approve of this. */
  static ApprovalProblem notYours() {
    return of(
        "APPROVAL_NOT_YOURS",
        FORBIDDEN,
        "Not yours to approve",
        "Your token has no role, or speaks for another party, than this approval asks for.");
  }

  /** 403: a machine does not approve. */
  static ApprovalProblem notAPerson() {
    return of(
        "APPROVAL_NEEDS_A_PERSON",
        FORBIDDEN,
        "A person is needed",
        "An approval is the act of a person who has logged in; your token is a machine's.");
  }

  /** 403: the log-in was made without a one-time code. */
  static ApprovalProblem secondFactor() {
    return of(
        "SECOND_FACTOR_REQUIRED",
        FORBIDDEN,
        "Second factor required",
        "Log in with a one-time code to do this.");
  }

  /** 409: it was decided already, or its time is over. */
  static ApprovalProblem closed() {
    return of(
        "APPROVAL_CLOSED", CONFLICT, "Already decided", "This was refused, or its time is over.");
  }

  /** 409: another request carries it out just now. */
  static ApprovalProblem underWay() {
    return new ApprovalProblem(
        "APPROVAL_UNDER_WAY",
        CONFLICT,
        "Under way",
        "This is being carried out. Ask again later.",
        Duration.ofSeconds(5));
  }

  /** 429: the account has done as much as it may in a minute. */
  static ApprovalProblem rate(Duration retryAfter) {
    return new ApprovalProblem(
        "ADMIN_RATE_EXCEEDED",
        429,
        "Too many privileged acts",
        "Your account has done as many privileged acts as it may in a minute.",
        retryAfter);
  }

  /** 503: the log cannot be reached, so nothing is done. */
  static ApprovalProblem auditUnavailable() {
    return new ApprovalProblem(
        "AUDIT_UNAVAILABLE",
        503,
        "Log not available",
        "The act could not be logged, so it was not done.",
        Duration.ofSeconds(2));
  }
}
