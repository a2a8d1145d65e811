package dev.tallystick.audit.index;

import dev.tallystick.audit.storage.FiledEntry;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.ListEntry;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileAppend;
import dev.tallystick.tlog.TreeBatch;
import dev.tallystick.tlog.Trie;
import java.sql.Array;
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
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Files the entries of a batch under their labels, each at the next place of the label's list. */
final class LabelListWriter {
  private static final String INSERT =
      "insert into index_run (label, place, idx, indexes, leaves)"
          + " select * from unnest(?::bytea[], ?::bigint[], ?::bigint[], ?::bytea[], ?::bytea[])";
  private static final String INSERT_NODES =
      "insert into index_node (label, level, n, hash)"
          + " select * from unnest(?::bytea[], ?::smallint[], ?::bigint[], ?::bytea[])";

  private final Map<Hash, TreeBatch> lists = new LinkedHashMap<>();
  private final Map<Hash, ListRun> last = new HashMap<>();
  private final List<ListRun> runs = new ArrayList<>();

  private LabelListWriter() {}

  /**
   * Makes the rows of a batch.
   *
   * @param changed the edges of lists that are ahead of {@code index_label}
   * @param listed the labels that {@code index_label} or {@code changed} have
   */
  static LabelListWriter of(
      Connection connection, List<FiledEntry> batch, Map<Hash, Frontier> changed, Trie listed)
      throws SQLException {
    Set<Hash> unknown = new LinkedHashSet<>();
    batch.forEach(entry -> unknown.addAll(entry.labels()));
    unknown.removeIf(label -> changed.containsKey(label) || listed.find(label).isEmpty());
    Map<Hash, Frontier> stored = LabelRepository.find(connection, unknown);
    LabelListWriter rows = new LabelListWriter();
    for (FiledEntry entry : batch) {
      for (Hash label : entry.labels()) {
        TreeBatch list =
            rows.lists.computeIfAbsent(
                label,
                one ->
                    new TreeBatch(
                        changed.getOrDefault(one, stored.getOrDefault(one, Frontier.EMPTY))));
        rows.add(entry, label, list);
      }
    }
    return rows;
  }

  private void add(FiledEntry entry, Hash label, TreeBatch list) {
    Hash leaf = new ListEntry(entry.index(), entry.entry()).leafHash();
    long place = list.add(leaf);
    ListRun run = last.get(label);
    if (run == null || run.endsBefore(place)) {
      run = new ListRun(label, place);
      last.put(label, run);
      runs.add(run);
    }
    run.add(entry.index(), leaf);
  }

  /** The edges of the batch's lists, with the batch. */
  Map<Hash, Frontier> edges() {
    Map<Hash, Frontier> edges = new HashMap<>();
    lists.forEach((label, list) -> edges.put(label, list.frontier()));
    return edges;
  }

  void write(Connection connection) throws SQLException {
    if (runs.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setArray(1, bytes(connection, run -> run.label().toByteArray()));
      insert.setArray(2, numbers(connection, ListRun::place));
      insert.setArray(3, numbers(connection, ListRun::firstIndex));
      insert.setArray(4, bytes(connection, ListRun::indexBytes));
      insert.setArray(5, bytes(connection, ListRun::leafBytes));
      insert.executeUpdate();
    }
    writeNodes(connection);
  }

  private Array bytes(Connection connection, Function<ListRun, byte[]> column) throws SQLException {
    return LabelRepository.bytes(connection, runs.stream().map(column).toList());
  }

  private Array numbers(Connection connection, ToLongFunction<ListRun> column) throws SQLException {
    return connection.createArrayOf(
        "int8", runs.stream().mapToLong(column).boxed().toArray(Long[]::new));
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
      insert.setArray(1, LabelRepository.bytes(connection, owners));
      insert.setArray(2, connection.createArrayOf("int2", levels.toArray(Short[]::new)));
      insert.setArray(3, connection.createArrayOf("int8", numbers.toArray(Long[]::new)));
      insert.setArray(4, LabelRepository.bytes(connection, hashes));
      insert.executeUpdate();
    }
  }
}
