package dev.tallystick.tlog;

import java.io.IOException;

/**
 * Where tiles and entry bundles come from: a folder, a web server, a database.
 *
 * <p>Callers ask only for tiles that exist in the tree of the size they work with, and check what
 * they get. Implementers answer with exactly the hashes or entries that the tile's width names;
 * where a partial tile is gone because the full one exists, with the beginning of that one. The
 * array becomes the caller's. A reader that several threads share must be thread-safe.
 */
@FunctionalInterface
public interface TileReader {
  /**
   * Returns the bytes of the tile.
   *
   * @throws IOException if they cannot be had; the message names the tile
   */
  byte[] read(Tile tile) throws IOException;
}
