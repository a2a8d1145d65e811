package dev.tallystick.tally.proof;

import dev.tallystick.events.usage.UsageFlaw;

/** The checks under which the flaws of a usage answer are told, in that order. */
enum UsageGroup {
  INDEX_ROOT("indexRoot", "is logged, and covers only what comes before it"),
  LABEL("label", "that of whom it was asked for"),
  LIST("list", "its length and root, or that there is none, are under the index root"),
  ENTRIES("entries", "each is logged, at its place of the list, and as its type defines it"),
  LINKED("linked", "the lists of linked tokens are those that the entries call for"),
  BULK("bulk", "the reads in bulk are shown, each with its range"),
  HISTORY("history", "log, index and lists extend what was shown before");

  private final String checkName;
  private final String holds;

  UsageGroup(String checkName, String holds) {
    this.checkName = checkName;
    this.holds = holds;
  }

  String checkName() {
    return checkName;
  }

  /** What is said when nothing is found. */
  String holds() {
    return holds;
  }

  /** Whether the flaw is told under this check; a file that is MALFORMED never gets here. */
  boolean has(UsageFlaw flaw) {
    return this
        == switch (flaw) {
          case MALFORMED,
              INDEX_ROOT_WITHHELD,
              NOT_AN_INDEX_ROOT,
              INDEX_ROOT_NOT_LOGGED,
              COVERS_BEYOND_ITSELF ->
              INDEX_ROOT;
          case ANOTHER_LABEL, LABEL_REPEATED -> LABEL;
          case LIST_UNPROVED, ABSENCE_UNPROVED, PLACES_NOT_IN_ORDER, INDEX_NOT_IN_ORDER -> LIST;
          case STUB_WITHHELD,
              NOT_UNDER_LABEL,
              ENTRY_NOT_LOGGED,
              ENTRY_NOT_LISTED,
              ENTRY_NOT_OF_ITS_TYPE ->
              ENTRIES;
          case LINKED_LIST_MISSING, LIST_NOT_LINKED -> LINKED;
          case BULK_READS_MISSING -> BULK;
          case LOG_NOT_EXTENDED, INDEX_WENT_BACK, LIST_GONE, LIST_NOT_EXTENDED, PAGES_WITH_A_GAP ->
              HISTORY;
        };
  }
}
