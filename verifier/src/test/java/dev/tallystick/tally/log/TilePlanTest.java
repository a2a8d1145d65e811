package dev.tallystick.tally.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.tally.SampleLog;
import dev.tallystick.tlog.Fsck;
import dev.tallystick.tlog.Tile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilePlanTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 70_000})
  void next_isTheOrderInWhichALogIsRebuilt(int size) throws IOException {
    SampleLog log = SampleLog.ofSize(size);
    List<Tile> read = new ArrayList<>();
    Fsck.check(
        tile -> {
          read.add(tile);
          return log.file(tile.path());
        },
        log.checkpoint());

    List<Tile> planned = new ArrayList<>();
    new TilePlan(size).forEachRemaining(planned::add);

    assertThat(planned).isEqualTo(read);
    assertThat(TilePlan.count(size)).isEqualTo(planned.size());
  }

  @Test
  void next_plansTheTilesOfTheSpecificationsExample() {
    List<String> paths = new ArrayList<>();
    new TilePlan(70_000).forEachRemaining(tile -> paths.add(tile.path()));

    assertThat(paths)
        .hasSize(551)
        .contains("tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17")
        .contains("tile/2/000.p/1", "tile/entries/273.p/112")
        .doesNotHaveDuplicates();
  }

  @Test
  void next_endsWithAnException() {
    TilePlan plan = new TilePlan(0);

    assertThat(plan.hasNext()).isFalse();
    assertThatThrownBy(plan::next).isInstanceOf(NoSuchElementException.class);
  }
}
