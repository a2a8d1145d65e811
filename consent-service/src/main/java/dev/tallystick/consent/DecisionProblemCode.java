package dev.tallystick.consent;

import org.jspecify.annotations.Nullable;

/** What this service refuses about decisions, and about the packs that they are made by. */
public enum DecisionProblemCode implements ConsentProblemCode {
  /** Only the services that act on decisions may ask for them. */
  CLIENT_NOT_ADMITTED(
      403, "Client not admitted", "Decisions are asked for by data-vault and bureau-service."),
  /** A member is not as the step needs it. */
  DECISION_REQUEST_INVALID(
      422, "Question refused", "A member is missing or not of its form; field and rule say which."),
  /** No such decision that concerns the caller, or none that is kept. */
  DECISION_UNKNOWN(
      404,
      "Decision unknown",
      "There is no decision of this id that concerns you, or it is not kept any more."),
  /** The text is no rule pack. */
  PACK_INVALID(422, "Pack refused", "The text is not a rule pack; field and rule say where."),
  /** What was decided stays decided: a pack does not begin before what decides now. */
  PACK_ACTIVATION_PAST(
      409,
      "Activation in the past",
      "Another pack of this family decides already, and what it has decided stays. Name an instant"
          + " from now on.",
      "effectiveFrom",
      "not-past"),
  /** What decisions no longer read is forgotten. */
  PACK_LOOKS_BACK_FURTHER(
      409,
      "Looks back further",
      "The pack in force looks back less far, and what it does not read may be forgotten here. Give"
          + " the pack the same bounds in retention, or shorter ones."),
  /** The pack in force is not here, so that nothing can be judged. */
  PACK_MISSING(
      503,
      "Rule pack missing",
      "The rule pack in force is not known here. Its text must be added."),
  /** No pack of this name or digest. */
  PACK_UNKNOWN(404, "Pack unknown", "There is no such rule pack here."),
  /** Another text has this name and version already. */
  PACK_VERSION_TAKEN(
      409,
      "Version taken",
      "Another text has this name and version. Give the pack its next version.",
      "version",
      "not-yet-used"),
  /** One replay runs at a time on a replica. */
  REPLAY_BUSY(
      429,
      "Another replay runs",
      "A replay reads the whole log, so one runs at a time. Try again."),
  /** The span ends before it begins. */
  REPLAY_SPAN_INVALID(
      422, "No such span", "The span has to begin before it ends.", "to", "after-from"),
  /** The log is too long for a request. */
  REPLAY_TOO_LONG(
      422,
      "Log too long",
      "The log is too long to be replayed while a request waits. An auditor's `tally"
          + " replay` has no such limit."),
  /** The party has signed something else. */
  REQUEST_DIFFERS(
      422,
      "Another request signed",
      "The caller's signed request does not cover what is asked for it.");

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final ProblemText text;

  DecisionProblemCode(int status, String title, String detail) {
    this(status, title, detail, null, null);
  }

  /** Always about one field. */
  DecisionProblemCode(
      int status, String title, String detail, @Nullable String field, @Nullable String rule) {
    this.text = new ProblemText(status, title, detail, field, rule);
  }

  @Override
  public ProblemText text() {
    return text;
  }
}
