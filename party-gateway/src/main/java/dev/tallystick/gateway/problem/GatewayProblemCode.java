package dev.tallystick.gateway.problem;

import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import java.util.Optional;

/**
 * The refusals of this gateway, listed in {@code docs/problems.md}. What a service of the suite
 * refuses is passed on under its own code.
 */
public enum GatewayProblemCode {
  /** This party has no part in it, or its text is not told in one way. */
  AGREEMENT_INVALID(
      422,
      "Agreement invalid",
      "The agreement is not one of this party with another one, or its text is told twice or not at all."),
  /** Nobody was asked under this id. */
  CONSENT_ASK_UNKNOWN(404, "Request unknown", "No consent was asked for under this id."),
  /** The bureau was told something else. */
  DECISION_REPORTED(
      409,
      "Decision reported",
      "The bureau was told another decision by this report, or is being told."),
  /** There is nothing to compare any more. */
  IMPORTED_LEDGER_EMPTY(404, "Nothing imported", "No purchase ledger was imported."),
  /** A line cannot be read. */
  IMPORTED_LEDGER_MALFORMED(
      422, "Ledger malformed", "A line of the purchase ledger is not of the form asked for."),
  /** The party's keys are registered already. */
  KEYS_ENROLLED(409, "Keys enrolled", "The keys of this gateway are registered already."),
  /** No key here counts. */
  KEYS_NOT_ENROLLED(
      409,
      "Keys not enrolled",
      "The keys of this gateway are not registered. Ask the regulator for a code and enrol them."),
  /** It was answered before. */
  NOTICE_ANSWERED(409, "Notice answered", "This notice was answered before."),
  /** Another answer than this kind of notice takes. */
  NOTICE_ANSWER_INVALID(
      422, "Answer invalid", "This kind of notice does not take that answer, or lacks a part."),
  /** Nothing of this id was told to the party. */
  NOTICE_UNKNOWN(404, "Notice unknown", "The party was told nothing under this id."),
  /** What is asked for contradicts itself. */
  ORDER_INVALID(422, "Order invalid", "A member of the order does not go with another one."),
  /** Nothing was ordered under this id. */
  ORDER_UNKNOWN(404, "Order unknown", "No report was ordered under this id."),
  /** Too much waits already. */
  QUEUE_FULL(
      503,
      "Queue full",
      "As many orders wait as this gateway keeps. The suite is away or slow; nothing was taken."),
  /** What was bought is gone. */
  REPORT_DESTROYED(410, "Report destroyed", "The report was destroyed; the proofs are kept."),
  /** It did not pass the checks. */
  REPORT_FLAWED(
      409,
      "Report flawed",
      "What was handed over does not pass the checks of a recipient, and is given to nobody."),
  /** It is not there yet, or will not be. */
  REPORT_NOT_THERE(409, "No report", "The order has no report. Its state says why."),
  /** A service that is needed now does not answer. */
  SUITE_UNAVAILABLE(
      503, "Suite unavailable", "A service of the suite does not answer. Nothing was done."),
  /** It is no address that may be called. */
  WEBHOOK_INVALID(
      422,
      "Webhook invalid",
      "No webhook may have this URL, or there are as many as there may be."),
  /** There is no such webhook. */
  WEBHOOK_UNKNOWN(404, "Webhook unknown", "There is no webhook of this id.");

  private static final Duration SOON = Duration.ofSeconds(5);

  private final int status;
  private final String title;
  private final String detail;

  GatewayProblemCode(int status, String title, String detail) {
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The refusal. */
  public GatewayProblem problem() {
    return new GatewayProblem(document(), retryAfter());
  }

  /** The refusal of a field, by the rule that it breaks. */
  public GatewayProblem problem(String field, String rule) {
    return new GatewayProblem(document().withField(field, rule), retryAfter());
  }

  private ProblemDocument document() {
    return ProblemDocument.of(name(), status, title, detail);
  }

  private Optional<Duration> retryAfter() {
    return status == 503 ? Optional.of(SOON) : Optional.empty();
  }
}
