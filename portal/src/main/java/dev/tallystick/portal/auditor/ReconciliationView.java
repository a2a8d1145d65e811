package dev.tallystick.portal.auditor;

import java.util.List;

/**
 * Both halves of the tally side by side.
 *
 * @param sums what it comes to, in one sentence
 * @param agreed whether no half is missing
 * @param pairs who released to whom in all of the days
 * @param days the pairs and days of which a half is missing
 */
public record ReconciliationView(String sums, boolean agreed, Table pairs, Table days) {
  /** Whether there is nothing to compare. */
  public boolean isEmpty() {
    return pairs.rows().isEmpty();
  }

  /**
   * Rows of one kind.
   *
   * @param daily whether each is of one day
   */
  public record Table(boolean daily, List<Row> rows) {
    /** Copies the list. */
    public Table {
      rows = List.copyOf(rows);
    }
  }

  /**
   * A pair of parties.
   *
   * @param day empty in a row of all days
   * @param address the lineage of the giver
   * @param undelivered empty if there are none
   * @param open empty if there are none
   * @param oldest when the oldest open one was recorded
   * @param charged how many carry a fee, and what they charge
   * @param difference what is missing, in words; empty if nothing is
   */
  public record Row(
      String day,
      String from,
      String address,
      String to,
      String releases,
      String acknowledged,
      String undelivered,
      String open,
      String oldest,
      String charged,
      String difference) {}
}
