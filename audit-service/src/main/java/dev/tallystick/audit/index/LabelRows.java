package dev.tallystick.audit.index;

import dev.tallystick.audit.storage.EntryRow;
import dev.tallystick.events.Stub;
import dev.tallystick.tlog.Hash;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files the entries of a batch under their labels, each at the next place of the label's list. */
final class LabelRows {
  private static final String LENGTHS =
      """
      select wanted.label, coalesce(
        (select newest.place + 1 from index_entry newest where newest.label = wanted.label
          order by newest.idx desc limit 1), 0)
      from unnest(?::bytea[]) as wanted (label)
      """;
  private static final String INSERT =
      "insert into index_entry (label, idx, place) select * from unnest(?::bytea[], ?::bigint[], ?::bigint[])";

  private LabelRows() {}

  static void write(Connection connection, Map<EntryRow, Stub> batch) throws SQLException {
    List<byte[]> labels = new ArrayList<>();
    List<Long> indexes = new ArrayList<>();
    List<Hash> inOrder = new ArrayList<>();
    batch.forEach(
        (row, stub) -> {
          for (Hash label : stub.labels()) {
            inOrder.add(label);
            labels.add(label.toByteArray());
            indexes.add(row.index());
          }
        });
    if (labels.isEmpty()) {
      return;
    }
    Map<Hash, Long> lengths = lengths(connection, inOrder);
    List<Long> places = new ArrayList<>(labels.size());
    for (Hash label : inOrder) {
      places.add(lengths.merge(label, 1L, Long::sum) - 1);
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setArray(1, bytes(connection, labels));
      insert.setArray(2, connection.createArrayOf("int8", indexes.toArray()));
      insert.setArray(3, connection.createArrayOf("int8", places.toArray()));
      insert.executeUpdate();
    }
  }

  private static Map<Hash, Long> lengths(Connection connection, List<Hash> labels)
      throws SQLException {
    Map<Hash, Long> lengths = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(LENGTHS)) {
      select.setArray(
          1, bytes(connection, labels.stream().distinct().map(Hash::toByteArray).toList()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          lengths.put(Hash.takeOwnershipOf(rows.getBytes(1)), rows.getLong(2));
        }
      }
    }
    return lengths;
  }

  private static Array bytes(Connection connection, List<byte[]> values) throws SQLException {
    return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
  }
}
