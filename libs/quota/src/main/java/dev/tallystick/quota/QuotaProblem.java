package dev.tallystick.quota;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;

/** 429: a quota is used up for now; the code names it, {@code Retry-After} says until when. */
public final class QuotaProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  /** The quotas that every service has. */
  public enum Code {
    /** Too many requests of any kind. */
    REQUEST_QUOTA_EXCEEDED(
        "Too many requests",
        "The party, person or account has asked as often as it may in a minute."),
    /** Too much was added. */
    APPEND_QUOTA_EXCEEDED(
        "Too much added",
        "The party, person or account has added as much as it may in a day. What stops or erases is"
            + " never refused for this.");

    private final String title;
    private final String detail;

    Code(String title, String detail) {
      this.title = title;
      this.detail = detail;
    }

    /** What the caller is told. */
    public ProblemDocument document() {
      return ProblemDocument.of(name(), 429, title, detail);
    }
  }

  QuotaProblem(Code code, Duration retryAfter) {
    super(code.document(), retryAfter);
  }
}
