package dev.tallystick.audit.index;

import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Trie;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long each list was, and its right edge, when the newest root was made. */
final class LabelRepository {
  private static final int FETCH = 5000;
  private static final int CHUNK = 50_000;
  private static final String UPSERT =
      "insert into index_label (label, count, frontier)"
          + " select * from unnest(?::bytea[], ?::bigint[], ?::bytea[])"
          + " on conflict (label) do update set count = excluded.count, frontier = excluded.frontier";

  private LabelRepository() {}

  /** The edges of these lists; those that have none yet are left out. */
  static Map<Hash, Frontier> find(Connection connection, Collection<Hash> labels)
      throws SQLException {
    Map<Hash, Frontier> found = new HashMap<>();
    if (labels.isEmpty()) {
      return found;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select label, frontier from index_label where label = any(?)")) {
      select.setArray(1, bytes(connection, labels.stream().map(Hash::toByteArray).toList()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(Hash.takeOwnershipOf(row.getBytes(1)), Frontier.parse(row.getBytes(2)));
        }
      }
    }
    return found;
  }

  static void write(Connection connection, Map<Hash, Frontier> changed) throws SQLException {
    // In one order, so that the index grows from left to right.
    List<Hash> labels = changed.keySet().stream().sorted().toList();
    List<Frontier> edges = new ArrayList<>(labels.size());
    for (Hash label : labels) {
      edges.add(changed.getOrDefault(label, Frontier.EMPTY));
    }
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      upsert.setArray(1, bytes(connection, labels.stream().map(Hash::toByteArray).toList()));
      upsert.setArray(
          2,
          connection.createArrayOf(
              "int8", edges.stream().map(Frontier::size).toArray(Long[]::new)));
      upsert.setArray(3, bytes(connection, edges.stream().map(Frontier::toByteArray).toList()));
      upsert.executeUpdate();
    }
  }

  /** The trie over all labels; reads every row, in a transaction. */
  static Trie trie(Connection connection, IndexSalts salts) throws SQLException {
    Trie trie = Trie.EMPTY;
    Map<Hash, Hash> values = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement("select label, frontier from index_label")) {
      select.setFetchSize(FETCH);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Hash label = Hash.takeOwnershipOf(row.getBytes(1));
          values.put(label, salts.value(label, Frontier.parse(row.getBytes(2))).hash());
          if (values.size() == CHUNK) {
            trie = trie.withAll(values);
            values.clear();
          }
        }
      }
    }
    return trie.withAll(values);
  }

  /** The trie in which these lists have these edges. */
  static Trie with(Trie trie, Map<Hash, Frontier> changed, IndexSalts salts) {
    Map<Hash, Hash> values = new HashMap<>();
    changed.forEach((label, edge) -> values.put(label, salts.value(label, edge).hash()));
    return trie.withAll(values);
  }

  static Array bytes(Connection connection, List<byte[]> values) throws SQLException {
    return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
  }
}
