package dev.tallystick.events.usage;

/**
 * What can be wrong with a usage answer, in the order in which it is looked for; {@code
 * docs/spec/usage-answer.md} says when each check holds. The names do not change.
 */
public enum UsageFlaw {
  /** It is not JSON of the form asked for. */
  MALFORMED("the answer is of the form that is defined"),
  /** Stub or body of the index root are not shown. */
  INDEX_ROOT_WITHHELD("the index root shows its stub and its body"),
  /** What stands there as index root is something else. */
  NOT_AN_INDEX_ROOT("the index root is an event of that type"),
  /** The index root is not in the log. */
  INDEX_ROOT_NOT_LOGGED("the index root is in the log at its index"),
  /** The index root claims to cover itself or what comes after it. */
  COVERS_BEYOND_ITSELF("the index root covers only entries before it"),
  /** The list is somebody else's. */
  ANOTHER_LABEL("the list is that of the label asked for"),
  /** A label has two lists. */
  LABEL_REPEATED("each label has one list"),
  /** The index does not have this list under the label. */
  LIST_UNPROVED("the index has this list under the label"),
  /** The index may well have a list under the label. */
  ABSENCE_UNPROVED("the index has nothing under the label"),
  /** Places of the list are left out, repeated or in another order. */
  PLACES_NOT_IN_ORDER("the places of a list follow one another, newest first"),
  /** Log indexes do not fall from entry to entry, or are not covered by the index root. */
  INDEX_NOT_IN_ORDER("log indexes fall from entry to entry, from below the covered size"),
  /** An entry does not show its stub. */
  STUB_WITHHELD("an entry shows its stub"),
  /** An entry is not filed under the label of its list. */
  NOT_UNDER_LABEL("an entry is filed under the label of its list"),
  /** An entry is not in the log. */
  ENTRY_NOT_LOGGED("an entry is in the log at its index"),
  /** An entry is not in the list. */
  ENTRY_NOT_LISTED("an entry is at its place of the list"),
  /** What an entry shows is not as its type defines it. */
  ENTRY_NOT_OF_ITS_TYPE("what an entry shows is as its type defines it"),
  /** The list of a linked token is not there. */
  LINKED_LIST_MISSING("each linked token has its list"),
  /** A list is of a token that is not linked. */
  LIST_NOT_LINKED("each further list is of a linked token"),
  /** The log does not extend the one seen before. */
  LOG_NOT_EXTENDED("the log extends the one seen before"),
  /** The index root is older than the one seen before, or another with its number. */
  INDEX_WENT_BACK("the index goes on from the one seen before"),
  /** A list seen before is not there any more. */
  LIST_GONE("each list seen before is there"),
  /** A list does not extend the one seen before. */
  LIST_NOT_EXTENDED("each list extends the one seen before"),
  /** A page does not go on where the one before it ends. */
  PAGES_WITH_A_GAP("each page goes on where the one before it ends"),
  /** A person with entries is not shown which reads in bulk may have opened them. */
  BULK_READS_MISSING("a person who has entries is shown the list of bulk reads");

  private final String rule;

  UsageFlaw(String rule) {
    this.rule = rule;
  }

  /** What holds when there is no such flaw, as a phrase fit to be shown. */
  public String rule() {
    return rule;
  }
}
