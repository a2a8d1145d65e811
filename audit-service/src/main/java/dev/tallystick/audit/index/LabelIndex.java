package dev.tallystick.audit.index;

import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.TileTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The list of entries of each label. A page costs a walk along one index, whatever the size of the
 * log or of the list. Blocks on the database; thread-safe.
 */
public final class LabelIndex {
  private final DataSource dataSource;

  /** Reads the service's own tables. */
  public LabelIndex(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** An entry in a list: its place, and its index in the log. */
  public record Place(long place, long index) {}

  /** How many entries of the first {@code size} of the log are under the label. */
  public long count(Hash label, long size) {
    // Rows from the size on are those of the last second or so; they are walked over.
    return Queries.list(
            dataSource,
            "select place, indexes from index_run where label = ? and idx < ? order by place desc limit 1",
            statement -> {
              statement.setBytes(1, label.toByteArray());
              statement.setLong(2, size);
            },
            row -> row.getLong(1) + below(ListRun.indexes(row.getBytes(2)), size))
        .stream()
        .findFirst()
        .orElse(0L);
  }

  private static long below(long[] indexes, long size) {
    return Arrays.stream(indexes).takeWhile(index -> index < size).count();
  }

  /** The places before {@code before}, newest first, at most {@code limit}. */
  public List<Place> page(Hash label, long before, int limit) {
    return Queries.list(
            dataSource,
            "select place, indexes from index_run where label = ? and place < ? order by place desc limit ?",
            statement -> {
              statement.setBytes(1, label.toByteArray());
              statement.setLong(2, before);
              statement.setInt(3, limit);
            },
            row -> newestFirst(row.getLong(1), ListRun.indexes(row.getBytes(2))))
        .stream()
        .flatMap(List::stream)
        .filter(place -> place.place() < before)
        .limit(limit)
        .toList();
  }

  private static List<Place> newestFirst(long place, long[] indexes) {
    List<Place> places = new ArrayList<>(indexes.length);
    for (int i = indexes.length - 1; i >= 0; i--) {
      places.add(new Place(place + i, indexes[i]));
    }
    return places;
  }

  /** The tree over the first {@code count} entries of the list, whose nodes never change. */
  public TileTree tree(Hash label, long count) {
    return new TileTree(new LabelTiles(dataSource, label), count);
  }

  /** Labels in their order, after this one or from the first. */
  public List<Hash> labels(Optional<Hash> after, int limit) {
    return Queries.list(
        dataSource,
        "select label from index_label where label > ? order by label limit ?",
        statement -> {
          statement.setBytes(1, after.map(Hash::toByteArray).orElse(new byte[0]));
          statement.setInt(2, limit);
        },
        row -> Hash.takeOwnershipOf(row.getBytes(1)));
  }
}
