package dev.tallystick.audit.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The one statement that grows the tiles, moves the guards and replaces the state, and the check of
 * its answer.
 */
final class Advance {
  static final String SQL =
      """
      with grown as (
        insert into tile (level, n, hashes)
        select * from unnest(?::smallint[], ?::bigint[], ?::bytea[])
        on conflict (level, n) do update set hashes = tile.hashes || excluded.hashes
        returning level, n, octet_length(hashes) as length
      ), moved as (
        insert into guard (key, version)
        select * from unnest(?::text[], ?::bigint[])
        on conflict (key) do update set version = excluded.version
        returning 1
      ), replaced as (
        update log_state set tree_size = ?, root = ?, frontier = ?, last_millis = ?
        where tree_size = ? and root = ?
        returning 1
      )
      select level, n, length, (select count(*) from replaced), (select count(*) from moved) from grown""";

  private Advance() {}

  static void bind(
      PreparedStatement sql,
      Connection connection,
      TileGrowth growth,
      Map<String, Long> guards,
      LogState from,
      LogState to)
      throws SQLException {
    List<TileGrowth.Piece> pieces = growth.pieces();
    sql.setArray(
        1, connection.createArrayOf("int2", pieces.stream().map(p -> (short) p.level).toArray()));
    sql.setArray(2, connection.createArrayOf("int8", pieces.stream().map(p -> p.n).toArray()));
    sql.setArray(
        3,
        connection.createArrayOf(
            "bytea", pieces.stream().map(p -> p.bytes).toArray(byte[][]::new)));
    sql.setArray(4, connection.createArrayOf("text", guards.keySet().toArray()));
    sql.setArray(5, connection.createArrayOf("int8", guards.values().toArray()));
    sql.setLong(6, to.size());
    sql.setBytes(7, to.root().toByteArray());
    sql.setBytes(8, to.frontier().toByteArray());
    sql.setLong(9, to.lastMillis());
    sql.setLong(10, from.size());
    sql.setBytes(11, from.root().toByteArray());
  }

  static void check(ResultSet answer, TileGrowth growth) throws SQLException {
    Map<String, Integer> expected = new HashMap<>();
    growth.pieces().forEach(piece -> expected.put(piece.level + "/" + piece.n, piece.lengthAfter));
    while (answer.next()) {
      String tile = answer.getInt(1) + "/" + answer.getLong(2);
      Integer length = expected.remove(tile);
      if (length == null || length != answer.getInt(3)) {
        throw new LogStoreException("tile " + tile + " is not as wide as the tree says");
      }
      if (answer.getInt(4) != 1) {
        throw new LogStoreException(
            "the state was replaced by another writer, although this one held the lock");
      }
    }
    if (!expected.isEmpty()) {
      throw new LogStoreException("tiles were not stored: " + expected.keySet());
    }
  }
}
