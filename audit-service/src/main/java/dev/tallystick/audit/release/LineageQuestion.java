package dev.tallystick.audit.release;

/**
 * Where a lineage begins and which way it goes.
 *
 * @param id of what it begins from
 * @param isUp to what it was made from; otherwise to what was made of it
 * @param before only from releases before this index
 */
record LineageQuestion(From from, String id, boolean isUp, long before) {
  /** What it begins from. */
  enum From {
    CHUNK,
    CONSENT,
    CORRECTION,
    PARTY,
    RELEASE,
    SUBJECT
  }

  @Override
  public String toString() {
    return "LineageQuestion[" + from + "]";
  }
}
