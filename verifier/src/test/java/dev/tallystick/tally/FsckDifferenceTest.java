package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever byte of a bundle or tile was changed, fsck names the place and both values. */
class FsckDifferenceTest {
  private static final SampleLog LARGE = SampleLog.ofSize(70_000);

  @TempDir private Path folder;
  private final SampleLog log = SampleLog.ofSize(600);
  private int runs;

  /** Bundles: two bytes of length and 32 of entry, so byte 34·i+2 is the first of entry i. */
  @ParameterizedTest
  @CsvSource({
    "000, 2, 0",
    "000, 4389, 129",
    "001, 8703, 511",
    "002.p/88, 2, 512",
    "002.p/88, 2991, 599"
  })
  void fsck_namesTheEntryThatWasChanged(String bundle, int at, int entry) {
    String path = "tile/entries/" + bundle;
    byte[] changed = change(path, bytes -> flip(bytes, at));
    int place = entry % 256;
    Hash found = Merkle.leafHash(Arrays.copyOfRange(changed, place * 34 + 2, place * 34 + 34));

    Run run = fsck();

    assertThat(run.line("files"))
        .isEqualTo(
            "files | does not hold | %s, index %d: entry %d is not the one that is under the root;"
                    .formatted(path, entry, place)
                + " expected %s, found %s"
                    .formatted(Merkle.leafHash(SampleLog.entry(entry)), found));
    assertDifference(path, entry, Merkle.leafHash(SampleLog.entry(entry)), found);
  }

  @ParameterizedTest
  @CsvSource({
    "000, 0, 0",
    "000, 4100, 128",
    "001, 8191, 511",
    "002.p/88, 0, 512",
    "002.p/88, 2815, 599"
  })
  void fsck_namesTheLeafHashThatWasChanged(String tile, int at, int entry) {
    String path = "tile/0/" + tile;
    Hash found = Hash.copyOf(change(path, bytes -> flip(bytes, at)), at / 32 * 32);

    Run run = fsck();

    assertThat(run.line("files"))
        .isEqualTo(
            "files | does not hold | %s, index %d: hash %d is not that of its entry;"
                    .formatted(path, entry, at / 32)
                + " expected %s, found %s"
                    .formatted(Merkle.leafHash(SampleLog.entry(entry)), found));
    assertDifference(path, entry, Merkle.leafHash(SampleLog.entry(entry)), found);
  }

  @ParameterizedTest
  @CsvSource({
    "1/000, 0, 0, 0/000",
    "1/000, 4097, 32768, 0/128",
    "1/000, 8191, 65280, 0/255",
    "1/001.p/17, 0, 65536, 0/256",
    "1/001.p/17, 543, 69632, 0/272",
    "2/000.p/1, 0, 0, 1/000",
    "2/000.p/1, 31, 0, 1/000"
  })
  void fsck_namesTheTileAboveThatWasChanged(String tile, int at, int entry, String below)
      throws IOException {
    String path = "tile/" + tile;
    byte[] genuine = LARGE.file(path);
    byte[] changed = flip(genuine, at);
    LARGE.writeTo(folder);
    Files.write(folder.resolve(path), changed);

    Run run = Run.tally("fsck", folder.toString(), "--vkey", SampleLog.VKEY);

    assertThat(run.line("files"))
        .isEqualTo(
            "files | does not hold | %s, index %d: hash %d is not the root of tile/%s;"
                    .formatted(path, entry, at / 32, below)
                + " expected %s, found %s"
                    .formatted(
                        Hash.copyOf(genuine, at / 32 * 32), Hash.copyOf(changed, at / 32 * 32)));
  }

  @Test
  void fsck_saysThatNeitherIsUnderTheRootIfBundleAndTileWereChangedTogether() {
    Hash forged = Hash.sha256("forged".getBytes(UTF_8));
    change("tile/entries/001", bytes -> put(bytes, 34 + 2, forged));
    change("tile/0/001", bytes -> put(bytes, 32, Merkle.leafHash(forged)));

    Run run = fsck();

    assertThat(run.line("files"))
        .startsWith(
            "files | does not hold | tile/1/000.p/2, index 256: hash 1 is not the root of tile/0/001;");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void fsck_comparesTheRootIfEverythingElseWasChangedTogether() {
    log.files().put("checkpoint", SampleLog.of(forgedEntries()).files().get("checkpoint"));

    Run run = fsck();

    Hash forgedRoot = SampleLog.of(forgedEntries()).checkpoint().root();
    assertThat(run.line("files"))
        .isEqualTo("files | holds | bundles and tiles of 600 entries agree");
    assertThat(run.line("root"))
        .isEqualTo(
            "root | does not hold | size 600: expected %s from the entries, found %s in the"
                    .formatted(log.checkpoint().root(), forgedRoot)
                + " checkpoint");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void fsck_refusesABundleWithOtherLengthsInIt() {
    change(
        "tile/entries/000",
        bytes -> {
          bytes[34 + 1] = 33;
          return bytes;
        });

    Run run = fsck();

    assertThat(run.line("files"))
        .startsWith("files | does not hold | tile/entries/000, index 0: ")
        .doesNotContain("expected");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  private static List<Hash> forgedEntries() {
    var entries = new ArrayList<>(SampleLog.ofSize(600).entries());
    entries.set(123, Hash.sha256());
    return entries;
  }

  private void assertDifference(String path, int entry, Hash expected, Hash found) {
    Run run = fsck("--json");
    JsonNode difference = run.json().get("difference");
    assertThat(difference.get("path").asText()).isEqualTo(path);
    assertThat(difference.get("entryIndex").asInt()).isEqualTo(entry);
    assertThat(difference.get("expected").asText()).isEqualTo(expected.hex());
    assertThat(difference.get("found").asText()).isEqualTo(found.hex());
    assertThat(run.exitCode()).isEqualTo(1);
  }

  private byte[] change(String path, UnaryOperator<byte[]> change) {
    byte[] changed = change.apply(log.file(path));
    log.files().put(path, changed);
    return changed;
  }

  private static byte[] put(byte[] bytes, int at, Hash hash) {
    hash.copyTo(bytes, at);
    return bytes;
  }

  /** Checks the files as they are now, in a folder of their own. */
  private Run fsck(String... options) {
    Path run = folder.resolve("run" + runs++);
    log.writeTo(run);
    List<String> arguments =
        new ArrayList<>(List.of("fsck", run.toString(), "--vkey", SampleLog.VKEY));
    arguments.addAll(List.of(options));
    return Run.tally(arguments.toArray(String[]::new));
  }

  private static byte[] flip(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= 1;
    return flipped;
  }
}
