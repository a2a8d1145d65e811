package dev.tallystick.events.usage;

/**
 * One thing that is wrong with a usage answer.
 *
 * @param flaw what kind of thing
 * @param where the path in the answer, such as {@code entries[3]}; of several pages behind the
 *     page's number, such as {@code page 2: linked[0]}; empty for the whole
 * @param detail the values that contradict each other; nothing of what an entry says
 */
public record UsageFinding(UsageFlaw flaw, String where, String detail) {
  /** This finding on a page, counted from 1. */
  UsageFinding onPage(int page) {
    return new UsageFinding(
        flaw, where.isEmpty() ? "page " + page : "page " + page + ": " + where, detail);
  }

  @Override
  public String toString() {
    return flaw + (where.isEmpty() ? "" : " at " + where) + ": " + detail;
  }
}
