package dev.tallystick.web;

/** What a page can say instead of what was asked for. */
public enum ErrorKind {
  /** The form is not one that this service has just made. */
  FORM_REFUSED(400),
  /** The log-in did not come to its end. */
  LOG_IN_FAILED(401),
  /** The page is for people with another role, or the request came from another site. */
  NOT_FOR_YOU(403),
  /** There is no such page. */
  NOT_FOUND(404),
  /** The address is that of a form. */
  NOT_A_PAGE(405),
  /** More was sent than a form holds. */
  TOO_LARGE(413),
  /** Too much was asked for in a short time. */
  TOO_MANY(429),
  /** Something else was not as it must be. */
  REFUSED(422),
  /** Too much at once, or a service is away that the whole page needs. */
  AWAY(503),
  /** A fault of the service. */
  FAULT(500);

  private final int status;

  ErrorKind(int status) {
    this.status = status;
  }

  /** The HTTP status that goes with it. */
  public int status() {
    return status;
  }

  /** The one for a status. */
  public static ErrorKind of(int status) {
    for (ErrorKind kind : values()) {
      if (kind.status == status) {
        return kind;
      }
    }
    return status >= 500 ? FAULT : REFUSED;
  }
}
