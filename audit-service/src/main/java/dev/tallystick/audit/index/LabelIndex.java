package dev.tallystick.audit.index;

import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * The list of entries of each label. A page costs a walk along one index, whatever the size of the
 * log or of the list. Blocks on the database; thread-safe.
 */
public final class LabelIndex {
  private final DataSource dataSource;
  private final IndexCursor cursor;

  /** Reads the service's own tables. */
  public LabelIndex(DataSource dataSource, IndexCursor cursor) {
    this.dataSource = dataSource;
    this.cursor = cursor;
  }

  /**
   * A page of a label's list, newest first.
   *
   * @param size the size of the log that was indexed when it was read; the list is complete below
   * @param count the length of the whole list
   * @param indexes the log indexes on this page
   * @param next before which index the next page begins, absent on the last
   */
  public record Page(long size, long count, List<Long> indexes, OptionalLong next) {}

  /** The entries of the label before the index {@code before}, at most {@code limit}. */
  public Page read(Hash label, OptionalLong before, int limit) {
    // Rows from the size on may be there already; they are left out, so that page and count agree.
    long size = cursor.next();
    long end = Math.min(size, before.orElse(size));
    List<Long> found =
        Queries.list(
            dataSource,
            "select idx from index_entry where label = ? and idx < ? order by idx desc limit ?",
            statement -> {
              statement.setBytes(1, label.toByteArray());
              statement.setLong(2, end);
              statement.setInt(3, limit + 1);
            },
            row -> row.getLong(1));
    boolean more = found.size() > limit;
    List<Long> page = more ? found.subList(0, limit) : found;
    return new Page(
        size,
        count(label, size),
        List.copyOf(page),
        more ? OptionalLong.of(page.get(limit - 1)) : OptionalLong.empty());
  }

  private long count(Hash label, long size) {
    return Queries.list(
            dataSource,
            "select place + 1 from index_entry where label = ? and idx < ? order by idx desc limit 1",
            statement -> {
              statement.setBytes(1, label.toByteArray());
              statement.setLong(2, size);
            },
            row -> row.getLong(1))
        .stream()
        .findFirst()
        .orElse(0L);
  }
}
