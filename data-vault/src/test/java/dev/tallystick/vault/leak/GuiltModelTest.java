package dev.tallystick.vault.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tallystick.vault.leak.GuiltModel.Suspicion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuiltModelTest {
  private static final List<String> RECIPIENTS =
      List.of("bureau-a", "bureau-b", "bureau-c", "bureau-d", "bureau-e", "bureau-f");

  /** The example of the paper, section 4: T = {t1, t2, t3}, R1 = {t1, t2}, R2 = {t1, t3}, S = T. */
  @Test
  void rank_givesTheProbabilitiesOfThePaper() {
    double p = 0.2;
    List<Set<String>> given = List.of(Set.of("u1", "u2"), Set.of("u1"), Set.of("u2"));

    List<Suspicion> ranked = new GuiltModel(p).rank(given);

    double innocent = (1 - (1 - p) / 2) * (1 - (1 - p));
    assertThat(ranked).hasSize(2);
    for (Suspicion suspicion : ranked) {
      assertThat(suspicion.guilt()).isCloseTo(1 - innocent, within(1e-12));
      assertThat(suspicion.rows()).isEqualTo(2);
      assertThat(suspicion.alone()).isEqualTo(1);
    }
  }

  @Test
  void rank_nobodyIsSuspectedForWhatNobodyWasGiven() {
    assertThat(new GuiltModel(0.1).rank(List.of())).isEmpty();
    assertThatThrownBy(() -> new GuiltModel(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GuiltModel(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rank_withNoGuessing_oneRowOfOnesOwnIsCertainty() {
    Suspicion first = new GuiltModel(0).rank(List.of(Set.of("a"), Set.of("a", "b"))).get(0);

    assertThat(first.recipient()).isEqualTo("a");
    assertThat(first.guilt()).isEqualTo(1);
  }

  /**
   * 2,000 rows of one recipient among six, a fifth of them lost and the rest shuffled; each row was
   * also given to others, some recipients having nearly everything.
   */
  @Test
  void rank_namesTheRightOneOfSix_inEachOfTwentySeeds() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      String guilty = RECIPIENTS.get(random.nextInt(RECIPIENTS.size()));
      List<Set<String>> rows = new ArrayList<>();
      IntStream.range(0, 2_000).forEach(any -> rows.add(recipients(guilty, random)));
      Collections.shuffle(rows, random);

      List<Suspicion> ranked = new GuiltModel(0.1).rank(rows.subList(0, 1_600));

      assertThat(ranked.get(0).recipient()).as("seed %d", seed).isEqualTo(guilty);
      assertThat(ranked.get(0).rows()).isEqualTo(1_600);
    }
  }

  private static Set<String> recipients(String guilty, Random random) {
    Set<String> given = new HashSet<>(Set.of(guilty));
    for (int i = 0; i < RECIPIENTS.size(); i++) {
      if (random.nextInt(100) < 95 - 10 * i) {
        given.add(RECIPIENTS.get(i));
      }
    }
    return given;
  }
}
