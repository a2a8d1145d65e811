package dev.tallystick.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.tlog.Hash;
import java.util.List;
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

  @Test
  void all_areKeptForLaterReleases() {
    assertThat(ShippedPacks.kept())
        .as("copy the text to packs/kept/DIGEST.yaml, add the digest, and take none out")
        .containsAll(ShippedPacks.all().stream().map(pack -> pack.digest().hex()).toList());
  }

  @Test
  void kept_areTheTextsOfTheirNames_andNoTwoHaveOneNameAndVersion() {
    List<Pack> kept =
        ShippedPacks.kept().stream()
            .map(digest -> ShippedPacks.shelf().find(Hash.fromHex(digest)).orElseThrow())
            .toList();

    assertThat(kept).extracting(pack -> pack.id() + " " + pack.version()).doesNotHaveDuplicates();
  }
}
