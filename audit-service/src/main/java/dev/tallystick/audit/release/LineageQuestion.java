package dev.tallystick.audit.release;

/**
 * Where a lineage begins, which way it goes and what of it is sought.
 *
 * @param id of what it begins from
 * @param before only from releases before this index
 * @param only what of it is sought
 */
record LineageQuestion(From from, String id, Direction direction, long before, LineageFilter only) {
  /** What it begins from. */
  enum From {
    CHUNK,
    CONSENT,
    CORRECTION,
    INQUIRY,
    PARTY,
    RELEASE,
    SUBJECT
  }

  /** Which way it goes. */
  enum Direction {
    /** To what was made of it. */
    DOWN,
    /** To what it was made from. */
    UP,
    /** To both. */
    BOTH
  }

  @Override
  public String toString() {
    return "LineageQuestion[" + from + "]";
  }
}
