package dev.tallystick.audit.index;

import dev.tallystick.audit.storage.EntryRow;
import dev.tallystick.events.Stub;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.ListEntry;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileAppend;
import dev.tallystick.tlog.TreeBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files the entries of a batch under their labels, each at the next place of the label's list. */
final class LabelRows {
  private static final String INSERT =
      "insert into index_entry (label, idx, place, leaf)"
          + " select * from unnest(?::bytea[], ?::bigint[], ?::bigint[], ?::bytea[])";
  private static final String INSERT_NODES =
      "insert into index_node (label, level, n, hash)"
          + " select * from unnest(?::bytea[], ?::smallint[], ?::bigint[], ?::bytea[])";

  private final Map<Hash, TreeBatch> lists = new LinkedHashMap<>();
  private final List<byte[]> labels = new ArrayList<>();
  private final List<Long> indexes = new ArrayList<>();
  private final List<Long> places = new ArrayList<>();
  private final List<byte[]> leaves = new ArrayList<>();

  private LabelRows() {}

  /**
   * Makes the rows of a batch.
   *
   * @param changed the edges of lists that are ahead of {@code index_label}
   */
  static LabelRows of(Connection connection, Map<EntryRow, Stub> batch, Map<Hash, Frontier> changed)
      throws SQLException {
    Set<Hash> unknown = new LinkedHashSet<>();
    batch.values().forEach(stub -> unknown.addAll(stub.labels()));
    unknown.removeAll(changed.keySet());
    Map<Hash, Frontier> stored = LabelTable.find(connection, unknown);
    LabelRows rows = new LabelRows();
    batch.forEach(
        (row, stub) -> {
          for (Hash label : stub.labels()) {
            TreeBatch list =
                rows.lists.computeIfAbsent(
                    label,
                    one ->
                        new TreeBatch(
                            changed.getOrDefault(one, stored.getOrDefault(one, Frontier.EMPTY))));
            rows.add(row, label, list);
          }
        });
    return rows;
  }

  private void add(EntryRow row, Hash label, TreeBatch list) {
    Hash leaf = new ListEntry(row.index(), row.entry()).leafHash();
    labels.add(label.toByteArray());
    indexes.add(row.index());
    places.add(list.add(leaf));
    leaves.add(leaf.toByteArray());
  }

  /** The edges of the batch's lists, with the batch. */
  Map<Hash, Frontier> edges() {
    Map<Hash, Frontier> edges = new HashMap<>();
    lists.forEach((label, list) -> edges.put(label, list.frontier()));
    return edges;
  }

  void write(Connection connection) throws SQLException {
    if (labels.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setArray(1, LabelTable.bytes(connection, labels));
      insert.setArray(2, connection.createArrayOf("int8", indexes.toArray()));
      insert.setArray(3, connection.createArrayOf("int8", places.toArray()));
      insert.setArray(4, LabelTable.bytes(connection, leaves));
      insert.executeUpdate();
    }
    writeNodes(connection);
  }

  private void writeNodes(Connection connection) throws SQLException {
    List<byte[]> owners = new ArrayList<>();
    List<Short> levels = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    List<byte[]> hashes = new ArrayList<>();
    for (Map.Entry<Hash, TreeBatch> list : lists.entrySet()) {
      for (TileAppend append : list.getValue().newTileHashes()) {
        for (int i = 0; append.level() > 0 && i < append.hashes().size(); i++) {
          owners.add(list.getKey().toByteArray());
          levels.add((short) append.level());
          numbers.add(append.index() * Tile.FULL_WIDTH + append.offset() + i);
          hashes.add(append.hashes().get(i).toByteArray());
        }
      }
    }
    if (owners.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT_NODES)) {
      insert.setArray(1, LabelTable.bytes(connection, owners));
      insert.setArray(2, connection.createArrayOf("int2", levels.toArray()));
      insert.setArray(3, connection.createArrayOf("int8", numbers.toArray()));
      insert.setArray(4, LabelTable.bytes(connection, hashes));
      insert.executeUpdate();
    }
  }
}
