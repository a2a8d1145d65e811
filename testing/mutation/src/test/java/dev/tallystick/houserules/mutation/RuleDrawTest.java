package dev.tallystick.houserules.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleDrawTest {
  private static final List<String> RULES =
      IntStream.rangeClosed(1, 67).mapToObj("R%02d"::formatted).toList();

  @Test
  void draw_isTheSameForOneCommit_andAnotherForTheNext() {
    NavigableSet<String> drawn = RuleDraw.draw("a1b2", RULES);

    assertThat(drawn).hasSize(RuleDraw.COUNT).isSubsetOf(RULES);
    assertThat(RuleDraw.draw("a1b2", RULES)).isEqualTo(drawn);
    assertThat(RuleDraw.draw("a1b3", RULES)).isNotEqualTo(drawn);
  }

  @Test
  void draw_reachesEveryRuleSoonerOrLater() {
    assertThat(
            IntStream.range(0, 300)
                .boxed()
                .flatMap(commit -> RuleDraw.draw("commit " + commit, RULES).stream())
                .distinct())
        .containsAll(RULES);
  }

  @Test
  void commit_isTheOneThatIsCheckedOut() {
    assertThat(RuleDraw.commit(Path.of(System.getProperty("tallystick.root"))))
        .matches("[0-9a-f]{40,64}");
  }
}
