package dev.tallystick.portal.auditor;

import dev.tallystick.portal.graph.DrawnGraph;
import java.util.List;
import java.util.Optional;

/**
 * A lineage as a page shows it: the same in sums, as a graph and as tables.
 *
 * @param sums what it comes to, in one sentence
 * @param complete whether the sums are of everything
 * @param graph the drawing; empty if there is too much of it, or nothing
 * @param grouped whether the drawing and its table are of parties, because the things are too many
 * @param rows the releases of the page, the newest first
 * @param origins the deposits of the page
 * @param pairs who gave to whom
 * @param keepers who has something of it
 * @param chain the shortest way to what was asked for; empty if none was asked for
 * @param next the cursor of the page that follows
 */
public record LineageView(
    String sums,
    boolean complete,
    Optional<DrawnGraph> graph,
    boolean grouped,
    List<Row> rows,
    List<Origin> origins,
    List<Pair> pairs,
    List<Keeper> keepers,
    Optional<List<Link>> chain,
    Optional<String> next) {
  /** Copies the lists. */
  public LineageView {
    rows = List.copyOf(rows);
    origins = List.copyOf(origins);
    pairs = List.copyOf(pairs);
    keepers = List.copyOf(keepers);
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return rows.isEmpty() && origins.isEmpty();
  }

  /** A release. */
  public record Row(
      String id,
      String address,
      String when,
      String from,
      String to,
      String step,
      String purpose,
      String state,
      String fee,
      String release,
      String index,
      List<Source> sources) {
    /** Copies the list. */
    public Row {
      sources = List.copyOf(sources);
    }
  }

  /**
   * What a release was made of.
   *
   * @param id its entry's event
   * @param label where it is in the log, or the beginning of its id
   * @param address its row on the page, or the page about it
   */
  public record Source(String id, String label, String address) {}

  /** A deposit. */
  public record Origin(
      String id, String address, String when, String from, String chunk, String index) {}

  /** How much one party gave to another. */
  public record Pair(String from, String to, String step, String releases, String held) {}

  /**
   * Who has something of it.
   *
   * @param told whether they were told of the correction that it begins from; empty if it begins
   *     from something else
   */
  public record Keeper(
      String party, String address, String releases, String held, Optional<Boolean> told) {}

  /** A thing on the way. */
  public record Link(String title, String line, String address) {}
}
