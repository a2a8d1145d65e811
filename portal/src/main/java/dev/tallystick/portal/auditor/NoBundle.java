package dev.tallystick.portal.auditor;

/** Why there is no evidence bundle. */
public enum NoBundle {
  /** The question is about more than one thing. */
  NOT_ONE_THING(404),
  /** Nothing is there, or it is another's. */
  NOT_FOUND(404),
  /** A service does not answer, or not as it must. */
  AWAY(503),
  /** Too many releases or entries. */
  TOO_LONG(422),
  /** Part of it is not opened to the reader. */
  NOT_OPENED(403),
  /** The log has not published all of it yet, or its witnesses have not seen that. */
  NOT_READY(503),
  /** What the service says and what its log has differ: evidence against it. */
  CONTRADICTION(502);

  private final int status;

  NoBundle(int status) {
    this.status = status;
  }

  /** The HTTP status that goes with it. */
  int status() {
    return status;
  }
}
