package dev.tallystick.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShippedPacksTest {

  @Test
  void all_areCompleteAndFoundByTheirDigest() {
    assertThat(ShippedPacks.all()).extracting(Pack::id).contains("cn-2022");
    for (Pack pack : ShippedPacks.all()) {
      assertThat(ShippedPacks.shelf().find(pack.digest())).as(pack.id()).containsSame(pack);
      assertThat(pack.disclaimer()).as(pack.id()).startsWith("Not legal advice");
    }
  }
}
