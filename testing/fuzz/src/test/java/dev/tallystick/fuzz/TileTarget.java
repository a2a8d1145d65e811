package dev.tallystick.fuzz;

import dev.tallystick.tlog.EntryBundle;
import dev.tallystick.tlog.MalformedEntryBundleException;
import dev.tallystick.tlog.MalformedTilePathException;
import dev.tallystick.tlog.Tile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Paths of tiles and bundles of entries. */
public final class TileTarget {
  private TileTarget() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String path = new String(input, StandardCharsets.UTF_8);
    try {
      if (!Tile.parse(path).path().equals(path)) {
        throw new AssertionError("a tile has another path than it was read from");
      }
    } catch (MalformedTilePathException e) {
      bundle(input);
    }
  }

  private static void bundle(byte[] input) {
    int width = input.length == 0 ? 1 : 1 + (input[0] & 0xff);
    byte[] bytes = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
    try {
      EntryBundle bundle = EntryBundle.decode(bytes, width);
      List<byte[]> entries = new ArrayList<>();
      for (int i = 0; i < bundle.size(); i++) {
        entries.add(bundle.entry(i));
      }
      if (!Arrays.equals(EntryBundle.encode(entries), bytes)) {
        throw new AssertionError("a bundle is written otherwise than it was read");
      }
    } catch (MalformedEntryBundleException e) {
      return;
    }
  }
}
