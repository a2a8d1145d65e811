package dev.tallystick.tally.log;

import dev.tallystick.tlog.EntryBundle;
import dev.tallystick.tlog.FsckFinding;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.MalformedEntryBundleException;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first place at which a log's files disagree.
 *
 * @param path the file that is wrong
 * @param entryIndex the first entry that the wrong part stands for
 * @param reason the rule that it breaks
 * @param hashes the two values that should be equal, if it is values that differ
 */
public record TileDifference(String path, long entryIndex, String reason, Optional<Pair> hashes) {
  /**
   * Two hashes that should be equal.
   *
   * @param expected what the rest of the log gives
   * @param found what the file holds or gives
   */
  public record Pair(Hash expected, Hash found) {}

  /**
   * Returns the difference behind a finding about a tile, reading again what the values come from;
   * without the values, if they cannot be had any more.
   *
   * @param size the size of the log that was checked
   */
  public static TileDifference of(FsckFinding.WrongTile finding, TileReader reader, long size) {
    Tile tile = finding.tile();
    Optional<Pair> hashes;
    try {
      hashes = hashes(tile, finding.entryIndex(), reader, size);
    } catch (IOException | MalformedEntryBundleException e) {
      hashes = Optional.empty();
    }
    return new TileDifference(tile.path(), finding.entryIndex(), finding.reason(), hashes);
  }

  private static Optional<Pair> hashes(Tile tile, long entry, TileReader reader, long size)
      throws IOException, MalformedEntryBundleException {
    if (tile.level() > 0) {
      long below = entry >>> (8 * tile.level());
      Tile child = new Tile(tile.level() - 1, below, Tile.FULL_WIDTH);
      Hash expected = Merkle.root(all(reader.read(child)));
      return Optional.of(new Pair(expected, hashAt(tile, below, reader)));
    }
    Tile bundle = Tile.holding(Tile.ENTRIES, entry, size);
    int place = (int) (entry % Tile.FULL_WIDTH);
    Hash leafHash = EntryBundle.decode(reader.read(bundle), bundle.width()).leafHash(place);
    Hash inTile = hashAt(Tile.holding(0, entry, size), entry, reader);
    return Optional.of(tile.isEntries() ? new Pair(inTile, leafHash) : new Pair(leafHash, inTile));
  }

  /** Returns hash number {@code index} of the tile's level. */
  private static Hash hashAt(Tile tile, long index, TileReader reader) throws IOException {
    return Hash.copyOf(reader.read(tile), (int) (index % Tile.FULL_WIDTH) * Hash.SIZE);
  }

  private static List<Hash> all(byte[] tile) {
    List<Hash> hashes = new ArrayList<>();
    for (int offset = 0; offset < tile.length; offset += Hash.SIZE) {
      hashes.add(Hash.copyOf(tile, offset));
    }
    return hashes;
  }

  /** Returns the difference in one line. */
  public String message() {
    String place = "%s, index %d: %s".formatted(path, entryIndex, reason);
    return hashes
        .map(pair -> "%s; expected %s, found %s".formatted(place, pair.expected(), pair.found()))
        .orElse(place);
  }
}
