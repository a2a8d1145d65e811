package dev.tallystick.evidence;

/**
 * Something that is wrong with a bundle.
 *
 * @param flaw of which kind
 * @param where the member or entry
 * @param detail what is expected, and what is there; no value of an event's body but ids and
 *     parties
 */
public record BundleFinding(BundleFlaw flaw, String where, String detail) {
  @Override
  public String toString() {
    return where + ": " + detail;
  }
}
