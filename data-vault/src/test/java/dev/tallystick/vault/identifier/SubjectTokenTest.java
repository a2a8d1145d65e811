package dev.tallystick.vault.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTokenTest {
  @Test
  void draw_usesEveryBitAndHasOneText() {
    RandomGenerator random = new Random(7);
    Set<String> lastCharacters = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      SubjectToken token = SubjectToken.draw(random);
      assertThat(SubjectToken.find(token.value())).contains(token);
      lastCharacters.add(token.value().substring(29));
    }
    assertThat(lastCharacters).containsExactlyInAnyOrder("a", "e", "i", "m", "q", "u", "y", "4");
  }

  @Test
  void draw_ofAllOnes_isTheHighestText() {
    RandomGenerator ones =
        new RandomGenerator() {
          @Override
          public long nextLong() {
            return -1;
          }
        };

    assertThat(SubjectToken.draw(ones).value()).isEqualTo("sub_" + "7".repeat(25) + "4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sub_aaaaaaaaaaaaaaaaaaaaaaaaab",
        "sub_aaaaaaaaaaaaaaaaaaaaaaaaa",
        "sub_AAAAAAAAAAAAAAAAAAAAAAAAAA",
        "sub-aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "sub_aaaaaaaaaaaa0aaaaaaaaaaaaa",
      })
  void find_ofAnotherText_isNone(String text) {
    assertThat(SubjectToken.find(text)).isEmpty();
  }
}
