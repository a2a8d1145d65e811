package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnershipTest {
  private final World world = World.standard();

  private Ownership graph() {
    return new Ownership(world.state());
  }

  @Test
  void shareOf_multipliesAlongAPathAndAddsOverPaths() {
    Filed.own(world, World.MALL, "left", 5000);
    Filed.own(world, World.MALL, "right", 4000);
    Filed.own(world, "left", World.BUREAU, 2000);
    Filed.own(world, "right", World.BUREAU, 5000);
    Filed.own(world, World.MALL, World.BUREAU, 100);

    assertThat(graph().shareOf(World.MALL, World.BUREAU)).isEqualTo(1000 + 2000 + 100);
    assertThat(graph().ownersOf(World.BUREAU))
        .containsExactly(
            new Ownership.Stake("right", 5000),
            new Ownership.Stake(World.MALL, 3100),
            new Ownership.Stake("left", 2000));
  }

  @Test
  void shareOf_countsEachPathOnceThoughFirmsHoldEachOther() {
    Filed.own(world, World.MALL, "left", 6000);
    Filed.own(world, "left", "right", 5000);
    Filed.own(world, "right", "left", 4000);
    Filed.own(world, "right", World.BUREAU, 10_000);

    assertThat(graph().shareOf("left", World.BUREAU)).isEqualTo(5000);
    assertThat(graph().shareOf(World.MALL, World.BUREAU)).isEqualTo(3000);
    assertThat(graph().shareOf(World.BUREAU, World.BUREAU)).isZero();
  }

  @Test
  void ownersOf_aShareThatWasSoldIsNone() {
    Filed.own(world, World.MALL, World.BUREAU, 2500);
    Filed.own(world, World.MALL, World.BUREAU, 0);

    assertThat(graph().ownersOf(World.BUREAU)).isEmpty();
  }
}
