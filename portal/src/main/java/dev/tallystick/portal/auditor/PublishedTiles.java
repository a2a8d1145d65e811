package dev.tallystick.portal.auditor;

import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileReader;
import java.io.IOException;
import java.util.Arrays;

/**
 * The tiles of hashes that the log publishes, for one of its sizes. A tile is read as wide as it is
 * at that size; where that partial one is gone, the beginning of the full one stands in for it.
 */
final class PublishedTiles implements TileReader {
  private final Neighbours neighbours;
  private final long size;

  PublishedTiles(Neighbours neighbours, long size) {
    this.neighbours = neighbours;
    this.size = size;
  }

  @Override
  public byte[] read(Tile tile) throws IOException {
    Tile published = Tile.holding(tile.level(), tile.index() * Tile.FULL_WIDTH, size);
    Reply reply = fetch(published);
    if (!reply.isGood() && published.isPartial()) {
      reply = fetch(new Tile(tile.level(), tile.index(), Tile.FULL_WIDTH));
    }
    int length = tile.width() * Hash.SIZE;
    if (!reply.isGood() || reply.bytes().length < length) {
      throw new IOException(published.path() + " is missing");
    }
    return Arrays.copyOf(reply.bytes(), length);
  }

  private Reply fetch(Tile tile) {
    return neighbours.getPublicNow(Neighbour.AUDIT, "/log/" + tile.path()).join();
  }
}
