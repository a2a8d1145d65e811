package dev.tallystick.audit.storage;

import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The public tiles as stored. A partial tile of any width that the tree has passed is the beginning
 * of what is stored, so all of them can be had at any time. Thread-safe.
 */
public final class TileRepository implements TileReader {
  private static final int BUNDLE_ENTRY_BYTES = Short.BYTES + Hash.SIZE;
  private static final String SELECT_ALL =
      """
      select asked.place, substr(hashes, 1, asked.length)
      from unnest(?::smallint[], ?::bigint[], ?::int[]) with ordinality as asked (level, n, length, place)
      join tile using (level, n)
      """;

  private final DataSource dataSource;

  /** Reads from the service's own database. */
  public TileRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The tile or bundle, absent when the tree has not grown that wide. */
  public Optional<byte[]> find(Tile tile) {
    int length = length(tile);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement read =
            connection.prepareStatement(
                "select substr(hashes, 1, ?) from tile where level = ? and n = ?")) {
      read.setInt(1, length);
      read.setInt(2, tile.level());
      read.setLong(3, tile.index());
      try (ResultSet row = read.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        byte[] bytes = row.getBytes(1);
        return bytes.length == length ? Optional.of(bytes) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new LogStoreException("tiles cannot be read", e);
    }
  }

  /** These tiles in one query; those that the tree has not grown to are left out. */
  public Map<Tile, byte[]> findAll(Collection<Tile> tiles) {
    List<Tile> asked = List.copyOf(tiles);
    Map<Tile, byte[]> found = new HashMap<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement read = connection.prepareStatement(SELECT_ALL)) {
      read.setArray(
          1,
          connection.createArrayOf("int2", asked.stream().map(t -> (short) t.level()).toArray()));
      read.setArray(2, connection.createArrayOf("int8", asked.stream().map(Tile::index).toArray()));
      read.setArray(
          3, connection.createArrayOf("int4", asked.stream().map(t -> length(t)).toArray()));
      try (ResultSet row = read.executeQuery()) {
        while (row.next()) {
          Tile tile = asked.get(row.getInt(1) - 1);
          byte[] bytes = row.getBytes(2);
          if (bytes.length == length(tile)) {
            found.put(tile, bytes);
          }
        }
      }
      return found;
    } catch (SQLException e) {
      throw new LogStoreException("tiles cannot be read", e);
    }
  }

  private static int length(Tile tile) {
    return tile.width() * (tile.isEntries() ? BUNDLE_ENTRY_BYTES : Hash.SIZE);
  }

  @Override
  public byte[] read(Tile tile) throws IOException {
    return find(tile).orElseThrow(() -> new IOException("the log has no " + tile.path()));
  }
}
