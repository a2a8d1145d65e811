package dev.tallystick.audit.sequencing;

/**
 * The recorded times, in Unix milliseconds, at which an entry may be logged: the {@code notBefore}
 * and {@code notAfter} of the decision it rests on, both inclusive.
 */
public record ValidityWindow(long notBefore, long notAfter) {
  /** For an event that rests on no decision. */
  public static final ValidityWindow ALWAYS = new ValidityWindow(Long.MIN_VALUE, Long.MAX_VALUE);

  /** For what may only be answered as a duplicate of what is logged, and never logged itself. */
  public static final ValidityWindow NEVER = new ValidityWindow(Long.MAX_VALUE, Long.MIN_VALUE);

  boolean covers(long recordedMillis) {
    return notBefore <= recordedMillis && recordedMillis <= notAfter;
  }
}
