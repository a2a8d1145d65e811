package dev.tallystick.caller;

/**
 * Why a clerk looks at what is about a person, as the log is told of it (R52).
 *
 * @param staff who looks; the person is never told
 * @param manner {@code EXPORT}, {@code SCREEN} or {@code SUPPORT}
 * @param purpose what for, a code; the person is told
 * @param ticket on which ticket; the person is never told
 */
public record StaffReason(String staff, String manner, String purpose, String ticket) {
  /** The header that names the manner of a read that has no body. */
  public static final String MANNER_HEADER = "Staff-Manner";

  /** The header that names its purpose. */
  public static final String PURPOSE_HEADER = "Staff-Purpose";

  /** The header that names its ticket. */
  public static final String TICKET_HEADER = "Staff-Ticket";

  /** What a manner is called. */
  public static final String MANNER = "EXPORT|SCREEN|SUPPORT";

  /** What a purpose is called. */
  public static final String PURPOSE = "[A-Z][A-Z0-9._-]{0,63}";

  /** What a ticket is called. */
  public static final String TICKET = "[A-Za-z0-9._:/-]{1,64}";

  /** Names nobody. */
  @Override
  public String toString() {
    return "StaffReason[" + manner + " " + purpose + "]";
  }
}
