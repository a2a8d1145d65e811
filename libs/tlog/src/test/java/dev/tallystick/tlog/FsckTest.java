package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.tlog.FsckFinding.WrongRoot;
import dev.tallystick.tlog.FsckFinding.WrongTile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FsckTest {
  private static final int SMALL = 300;
  private static final int LARGE = 65_536 + 600;
  private static final int ENTRY_SIZE = 2 + Hash.SIZE;

  @Test
  void check_findsNothingInASoundLog() throws Exception {
    NaiveTree tree = new NaiveTree(LARGE);
    for (int size : new int[] {0, 1, 2, 255, 256, 257, 511, 512, 700, 65_536, 65_537, LARGE}) {
      PublishedLog log = new PublishedLog(tree, size);
      assertThat(Fsck.check(log, log.checkpoint)).as("size %d", size).isEmpty();
    }
  }

  @Test
  void check_namesEverySingleByteThatIsAltered() throws Exception {
    PublishedLog log = new PublishedLog(new NaiveTree(SMALL), SMALL);
    assertThat(log.files().keySet())
        .extracting(Tile::path)
        .containsExactly(
            "tile/0/000",
            "tile/0/001.p/44",
            "tile/1/000.p/1",
            "tile/entries/000",
            "tile/entries/001.p/44");
    for (Map.Entry<Tile, byte[]> file : log.files().entrySet()) {
      for (int at = 0; at < file.getValue().length; at++) {
        assertNamed(log, file.getKey(), at);
      }
    }
  }

  @Test
  void check_namesAnAlteredByteOfEachLevel() throws Exception {
    PublishedLog log = new PublishedLog(new NaiveTree(LARGE), LARGE);
    for (Map.Entry<Tile, byte[]> file : log.files().entrySet()) {
      Tile tile = file.getKey();
      if (tile.level() >= 1) {
        for (int at = 0; at < file.getValue().length; at += 8 * Hash.SIZE + 5) {
          assertNamed(log, tile, at);
        }
      }
    }
    for (String path : new String[] {"tile/0/255", "tile/0/258.p/88", "tile/entries/257"}) {
      assertNamed(log, Tile.parse(path), 40 * Hash.SIZE);
    }
  }

  @Test
  void check_namesTheRootWhateverByteOfItIsAltered() throws Exception {
    PublishedLog log = new PublishedLog(new NaiveTree(SMALL), SMALL);
    Hash root = log.checkpoint.root();
    for (int bit = 0; bit < 8 * Hash.SIZE; bit++) {
      Hash flipped = Alterations.flip(root, bit);
      Checkpoint altered = new Checkpoint("stick.example/log", SMALL, flipped);
      assertThat(Fsck.check(log, altered)).contains(new WrongRoot(SMALL, root, flipped));
    }
  }

  @Test
  void check_namesTheRootWhenTheLogIsAnotherOne() throws Exception {
    PublishedLog log = new PublishedLog(new NaiveTree(256), 256);
    Checkpoint empty = new Checkpoint("stick.example/log", 0, log.checkpoint.root());

    Optional<FsckFinding> finding = Fsck.check(log, empty);

    assertThat(finding).contains(new WrongRoot(0, Merkle.EMPTY_ROOT, log.checkpoint.root()));
    assertThat(finding.orElseThrow().message())
        .isEqualTo(
            "checkpoint of size 0: the root is %s, the entries give %s"
                .formatted(log.checkpoint.root().base64(), Merkle.EMPTY_ROOT.base64()));
  }

  @Test
  void check_namesATileOfAnotherLength() throws Exception {
    PublishedLog log = new PublishedLog(new NaiveTree(SMALL), SMALL);
    Tile leaves = Tile.parse("tile/0/001.p/44");
    Tile bundle = Tile.parse("tile/entries/001.p/44");

    assertThat(Fsck.check(log.with(leaves, new byte[43 * 32]), log.checkpoint))
        .contains(new WrongTile(leaves, 256, "1376 bytes, not 1408"));
    assertThat(
            Fsck.check(
                log.with(bundle, Arrays.copyOf(log.read(bundle), 44 * ENTRY_SIZE + 1)),
                log.checkpoint))
        .contains(new WrongTile(bundle, 256, "1 bytes after entry 43, the last"));
  }

  @Test
  void check_saysWhichOfTwoIsUnderTheRoot() throws Exception {
    PublishedLog log = new PublishedLog(new NaiveTree(SMALL), SMALL);
    Tile leaves = Tile.parse("tile/0/001.p/44");
    Tile bundle = Tile.parse("tile/entries/001.p/44");
    byte[] otherHash = flipped(log.read(leaves), 3 * Hash.SIZE);
    byte[] otherEntry = flipped(log.read(bundle), 3 * ENTRY_SIZE + 2);
    TileReader both =
        tile -> tile.equals(leaves) ? otherHash : log.with(bundle, otherEntry).read(tile);

    assertThat(message(Fsck.check(log.with(leaves, otherHash), log.checkpoint)))
        .isEqualTo("tile/0/001.p/44, from entry 259: hash 3 is not that of its entry");
    assertThat(message(Fsck.check(log.with(bundle, otherEntry), log.checkpoint)))
        .isEqualTo(
            "tile/entries/001.p/44, from entry 259: entry 3 is not the one that is under the root");
    assertThat(message(Fsck.check(both, log.checkpoint)))
        .isEqualTo(
            "tile/0/001.p/44, from entry 259:"
                + " hash 3 is not that of its entry, and neither is under the root");
  }

  @Test
  void check_findsAnEntryThatWasRewrittenWithItsLeafHash() throws Exception {
    PublishedLog log = new PublishedLog(new NaiveTree(SMALL), SMALL);
    Tile leaves = Tile.parse("tile/0/000");
    Tile bundle = Tile.parse("tile/entries/000");
    byte[] rewritten = flipped(log.read(bundle), 7 * ENTRY_SIZE + 2);
    byte[] itsHash = log.read(leaves);
    EntryBundle.decode(rewritten, 256).leafHash(7).copyTo(itsHash, 7 * Hash.SIZE);
    TileReader forged =
        tile -> tile.equals(leaves) ? itsHash : log.with(bundle, rewritten).read(tile);

    assertThat(message(Fsck.check(forged, log.checkpoint)))
        .isEqualTo("tile/1/000.p/1, from entry 0: hash 0 is not the root of tile/0/000");
  }

  @Test
  void check_passesOnThatATileIsMissing() throws Exception {
    PublishedLog log = new PublishedLog(new NaiveTree(SMALL), SMALL);
    Tile missing = Tile.parse("tile/1/000.p/1");
    TileReader reader =
        tile -> {
          if (tile.equals(missing)) {
            throw new FileNotFoundException(tile.path());
          }
          return log.read(tile);
        };

    assertThatThrownBy(() -> Fsck.check(reader, log.checkpoint))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("tile/1/000.p/1");
  }

  private static void assertNamed(PublishedLog log, Tile tile, int at) throws IOException {
    byte[] altered = log.read(tile);
    altered[at] ^= (byte) (1 << (at % 8));

    Optional<FsckFinding> finding = Fsck.check(log.with(tile, altered), log.checkpoint);

    assertThat(finding)
        .as("byte %d of %s", at, tile.path())
        .hasValueSatisfying(
            found -> {
              assertThat(found).isInstanceOf(WrongTile.class);
              WrongTile wrong = (WrongTile) found;
              assertThat(wrong.tile()).isEqualTo(tile);
              // An altered length shows somewhere in the bundle, not always at its own entry.
              if (!tile.isEntries() || at % ENTRY_SIZE >= 2) {
                assertThat(wrong.entryIndex()).isEqualTo(entry(tile, at));
              }
            });
  }

  /** The first entry that the byte stands for. */
  private static long entry(Tile tile, int at) {
    int i = at / (tile.isEntries() ? ENTRY_SIZE : Hash.SIZE);
    return (tile.index() * 256 + i) << (8 * Math.max(0, tile.level()));
  }

  private static byte[] flipped(byte[] bytes, int at) {
    bytes[at] ^= 1;
    return bytes;
  }

  private static String message(Optional<FsckFinding> finding) {
    return finding.orElseThrow().message();
  }
}
