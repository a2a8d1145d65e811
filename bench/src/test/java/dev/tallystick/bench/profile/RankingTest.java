package dev.tallystick.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RankingTest {
  @Test
  void print_heaviestFirstAndNoMoreThanAskedFor() {
    Ranking ranking = new Ranking("by name");
    ranking.add("rare", 1);
    ranking.add("often", 5);
    ranking.add("seldom", 2);
    ranking.add("often", 2);

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ranking.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), 2);

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("", "by name", "   70.0 %  often", "   20.0 %  seldom");
  }
}
