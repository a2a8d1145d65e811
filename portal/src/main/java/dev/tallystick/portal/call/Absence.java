package dev.tallystick.portal.call;

/** Why a part of a page is missing. */
public enum Absence {
  /** It is not. */
  NONE,
  /** The service does not answer, or not in time. */
  AWAY,
  /** The log-in is over. */
  LOGGED_OUT,
  /** The reader may not see it. */
  NOT_ALLOWED,
  /** Too much was asked for in a short time. */
  TOO_MANY,
  /** The service has refused the question, or nothing is there. */
  REFUSED
}
