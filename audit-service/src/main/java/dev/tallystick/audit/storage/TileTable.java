package dev.tallystick.audit.storage;

import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The public tiles as stored. A partial tile of any width that the tree has passed is the beginning
 * of what is stored, so all of them can be had at any time. Thread-safe.
 */
public final class TileTable implements TileReader {
  private static final int BUNDLE_ENTRY_BYTES = Short.BYTES + Hash.SIZE;

  private final DataSource dataSource;

  /** Reads from the service's own database. */
  public TileTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The tile or bundle, absent when the tree has not grown that wide. */
  public Optional<byte[]> find(Tile tile) {
    int length = tile.width() * (tile.level() < 0 ? BUNDLE_ENTRY_BYTES : Hash.SIZE);
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

  @Override
  public byte[] read(Tile tile) throws IOException {
    return find(tile).orElseThrow(() -> new IOException("the log has no " + tile.path()));
  }
}
