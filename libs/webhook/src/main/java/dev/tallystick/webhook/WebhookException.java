package dev.tallystick.webhook;

/** A webhook that was not called, or gave no answer that can be used. Names no address. */
public final class WebhookException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  WebhookException(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  /** Why. */
  public enum Reason {
    /** No answer that is HTTP. */
    MALFORMED,
    /** Its name leads to no machine, or the machine does not answer. */
    NO_ANSWER,
    /** It is of a machine that is not public. */
    NOT_PUBLIC,
    /** It is not encrypted, or not by whom its name says. */
    NOT_TRUSTED,
    TOO_LARGE,
    TOO_SLOW
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
