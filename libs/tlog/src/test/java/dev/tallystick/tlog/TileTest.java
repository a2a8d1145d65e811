package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TileTest {
  private static final Map<String, String> REFUSALS =
      Map.ofEntries(
          Map.entry("error_empty", "not of the form tile/<level>/<index>[.p/<width>]"),
          Map.entry("error_without_tile", "not of the form tile/<level>/<index>[.p/<width>]"),
          Map.entry("error_leading_slash", "not of the form tile/<level>/<index>[.p/<width>]"),
          Map.entry("error_trailing_slash", "not of the form tile/<level>/<index>[.p/<width>]"),
          Map.entry("error_level_negative", "not of the form tile/<level>/<index>[.p/<width>]"),
          Map.entry("error_level_of_data", "not of the form tile/<level>/<index>[.p/<width>]"),
          Map.entry("error_level_too_high", "the level is above 63"),
          Map.entry("error_level_leading_zero", "the path of this tile is tile/1/000"),
          Map.entry("error_index_two_digits", "not of the form tile/<level>/<index>[.p/<width>]"),
          Map.entry("error_index_four_digits", "not of the form tile/<level>/<index>[.p/<width>]"),
          Map.entry("error_index_x_on_last", "not of the form tile/<level>/<index>[.p/<width>]"),
          Map.entry("error_index_x_missing", "not of the form tile/<level>/<index>[.p/<width>]"),
          Map.entry("error_index_other_digits", "not of the form tile/<level>/<index>[.p/<width>]"),
          Map.entry("error_index_padded", "the path of this tile is tile/0/067"),
          Map.entry("error_index_too_large", "the index does not fit into 63 bits"),
          Map.entry("error_width_zero", "a partial tile is 1 to 255 wide, not 0"),
          Map.entry("error_width_full", "a partial tile is 1 to 255 wide, not 256"),
          Map.entry("error_width_leading_zero", "the path of this tile is tile/0/067.p/8"),
          Map.entry("error_width_missing", "not of the form tile/<level>/<index>[.p/<width>]"),
          Map.entry("error_width_twice", "not of the form tile/<level>/<index>[.p/<width>]"),
          Map.entry("error_dot_dot", "not of the form tile/<level>/<index>[.p/<width>]"),
          Map.entry("error_newline", "not of the form tile/<level>/<index>[.p/<width>]"),
          Map.entry("error_too_long", "longer than any tile path"));

  @Test
  void path_isThatOfTheSpecification() {
    assertThat(new Tile(0, 1_234_067, 8).path()).isEqualTo("tile/0/x001/x234/067.p/8");
    assertThat(new Tile(0, 0, 256).path()).isEqualTo("tile/0/000");
    assertThat(new Tile(Tile.ENTRIES, 999, 256).path()).isEqualTo("tile/entries/999");
    assertThat(new Tile(Tile.ENTRIES, 1000, 255).path()).isEqualTo("tile/entries/x001/000.p/255");
    assertThat(new Tile(63, Long.MAX_VALUE, 1).path())
        .isEqualTo("tile/63/x009/x223/x372/x036/x854/x775/807.p/1");
  }

  @Test
  void parse_readsWhatPathWrites() throws Exception {
    long[] indexes = {
      0,
      1,
      9,
      10,
      99,
      100,
      999,
      1000,
      1001,
      999_999,
      1_000_000,
      1_234_067,
      Integer.MAX_VALUE,
      1L << 40,
      Long.MAX_VALUE
    };
    for (int level = Tile.ENTRIES; level <= Tile.MAX_LEVEL; level++) {
      for (long index : indexes) {
        for (int width : new int[] {1, 2, 9, 10, 99, 100, 254, 255, 256}) {
          Tile tile = new Tile(level, index, width);
          assertThat(Tile.parse(tile.path())).as(tile.path()).isEqualTo(tile);
        }
      }
    }
    for (int index = 0; index < 20_000; index++) {
      Tile tile = new Tile(0, index, 1 + index % 256);
      assertThat(Tile.find(tile.path())).as(tile.path()).contains(tile);
    }
  }

  @Test
  void parse_ofAnyTextThatItTakesGivesTheSameText() {
    String valid = "tile/0/x001/x234/067.p/8";
    for (String mutant : Mutants.of(valid)) {
      Tile.find(mutant).ifPresent(tile -> assertThat(tile.path()).isEqualTo(mutant));
    }
  }

  @Test
  void parse_refusesEachWayToBeWrong() {
    Samples samples = new Samples("tile-path");
    assertThat(samples.names("error_")).containsExactlyInAnyOrderElementsOf(REFUSALS.keySet());
    REFUSALS.forEach(
        (name, refusal) -> {
          // The file ends with a newline that is not part of the path.
          String path = samples.text(name).replaceFirst("\n$", "");
          assertThatThrownBy(() -> Tile.parse(path))
              .as(name)
              .isInstanceOf(MalformedTilePathException.class)
              .hasMessage(refusal);
          assertThat(Tile.find(path)).as(name).isEmpty();
        });
  }

  @Test
  void parse_readsTheValidPaths() throws Exception {
    List<String> paths = new Samples("tile-path").text("valid").lines().toList();

    assertThat(paths).hasSize(9);
    for (String path : paths) {
      assertThat(Tile.parse(path).path()).isEqualTo(path);
    }
  }

  @Test
  void holding_isAsWideAsTheTreeMakesIt() {
    assertThat(Tile.holding(0, 69_999, 70_000).path()).isEqualTo("tile/0/273.p/112");
    assertThat(Tile.holding(0, 0, 70_000).path()).isEqualTo("tile/0/000");
    assertThat(Tile.holding(1, 256, 70_000).path()).isEqualTo("tile/1/001.p/17");
    assertThat(Tile.holding(2, 0, 70_000).path()).isEqualTo("tile/2/000.p/1");
    assertThat(Tile.holding(Tile.ENTRIES, 69_999, 70_000).path())
        .isEqualTo("tile/entries/273.p/112");
    assertThatThrownBy(() -> Tile.holding(2, 1, 70_000))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("level 2 of a tree of size 70000 has 1 hashes, not 2");
    assertThatThrownBy(() -> Tile.holding(8, 0, Long.MAX_VALUE))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void constructor_refusesWhatNoPathCanName() {
    assertThatThrownBy(() -> new Tile(-2, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tile(64, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tile(0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tile(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tile(0, 0, 257)).isInstanceOf(IllegalArgumentException.class);
  }
}
