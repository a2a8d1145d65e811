package dev.tallystick.audit.index;

import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The list of one label, as the tiles of a tree of its own: its leaves stand beside its entries,
 * the levels above in {@code index_node}. What was read is kept, so it belongs to one request and
 * its thread.
 */
final class LabelTiles implements TileReader {
  private static final String LEAVES =
      "select leaves from index_run where label = ? and place >= ? and place < ? order by place";
  private static final String NODES =
      "select hash from index_node where label = ? and n >= ? and n < ? and level = ? order by n";

  private final DataSource dataSource;
  private final Hash label;
  private final Map<Tile, byte[]> read = new HashMap<>();

  LabelTiles(DataSource dataSource, Hash label) {
    this.dataSource = dataSource;
    this.label = label;
  }

  @Override
  public byte[] read(Tile tile) throws IOException {
    byte[] known = read.get(tile);
    if (known == null) {
      known = find(tile);
      read.put(tile, known);
    }
    return known.clone();
  }

  private byte[] find(Tile tile) throws IOException {
    long first = tile.index() * Tile.FULL_WIDTH;
    List<byte[]> hashes =
        Queries.list(
            dataSource,
            tile.level() == 0 ? LEAVES : NODES,
            statement -> {
              statement.setBytes(1, label.toByteArray());
              statement.setLong(2, first);
              statement.setLong(3, first + tile.width());
              if (tile.level() > 0) {
                statement.setInt(4, tile.level());
              }
            },
            row -> row.getBytes(1));
    // The last run of leaves may have more than was asked for; a row of the other levels has one
    // hash.
    ByteBuffer bytes = ByteBuffer.allocate(Tile.FULL_WIDTH * Hash.SIZE);
    hashes.forEach(bytes::put);
    if (bytes.position() < tile.width() * Hash.SIZE) {
      throw new IOException("the list does not have " + tile.path());
    }
    return Arrays.copyOf(bytes.array(), tile.width() * Hash.SIZE);
  }
}
