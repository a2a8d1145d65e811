package dev.tallystick.consent;

/** What this service refuses because of the log: what it cannot take, does not say or says anew. */
public enum LogProblemCode implements ConsentProblemCode {
  /**
   * The log cannot be written, or what it holds is not known here. Nothing is decided, and nothing
   * has happened.
   */
  AUDIT_UNAVAILABLE(
      503,
      "Log not available",
      "What cannot be recorded does not happen. Try the same again later."),
  /** The log has an entry about the person or a party and cannot read it. */
  ENTRY_UNREADABLE(
      503,
      "Entry unreadable",
      "An entry of the log about the person or one of the parties cannot be read. Nothing is"
          + " decided about them until it is repaired."),
  /** A field is not as events have it. */
  FIELD_INVALID(
      422, "Field refused", "A field is not in the form that the log records; nothing was logged."),
  /** What the request rests on keeps changing under it. */
  GUARD_MOVED(
      409,
      "State has moved",
      "What this rests on has changed meanwhile. Look again, then decide anew.");

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final ProblemText text;

  LogProblemCode(int status, String title, String detail) {
    this.text = new ProblemText(status, title, detail, null, null);
  }

  @Override
  public ProblemText text() {
    return text;
  }
}
