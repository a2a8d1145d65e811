package dev.tallystick.events.usage;

import java.util.List;
import java.util.SortedSet;

/**
 * What a check of a usage answer found.
 *
 * @param findings all that is wrong, in the order of the answer's pages and of the checks
 * @param unknownTypes types of entries of which this release cannot tell whether they are well made
 * @param number of the index root of the first page, 0 if there is none
 * @param coveredSize the log size up to which the answer speaks
 * @param shown how many entries of the first page's lists are shown, on all pages together
 * @param count how many entries these lists have
 * @param bulkReads which reads in bulk may have opened what is shown
 */
public record UsageVerdict(
    List<UsageFinding> findings,
    SortedSet<String> unknownTypes,
    long number,
    long coveredSize,
    long shown,
    long count,
    UsageBulkReads bulkReads) {
  /** Copies the list. */
  public UsageVerdict {
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong with what is shown. */
  public boolean holds() {
    return findings.isEmpty();
  }

  /** Whether nothing is wrong, and every entry up to {@link #coveredSize} is shown. */
  public boolean isComplete() {
    return holds() && shown == count;
  }
}
