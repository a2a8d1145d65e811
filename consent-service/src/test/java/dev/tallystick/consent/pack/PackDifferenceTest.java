package dev.tallystick.consent.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackDifferenceTest {
  private static String marks(String before, String after) {
    return new PackDifference(before, after)
        .lines().stream().map(PackDifference.Line::mark).collect(Collectors.joining());
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
  }

  @Test
  void difference_isTheLeastThatHasToChange() {
    List<PackDifference.Line> lines = new PackDifference("a\nb\nc\nd", "a\nc\nx\nd").lines();

    assertThat(lines)
        .extracting(line -> line.mark() + line.text())
        .containsExactly(" a", "-b", " c", "+x", " d");
    assertThat(marks("", "")).isEmpty();
    assertThat(marks("", "a\nb")).isEqualTo("++");
    assertThat(marks("a\nb", "")).isEqualTo("--");
  }

  @Test
  void equalTexts_showNothingButThatLinesAreLeftOut() {
    assertThat(marks(lines(0, 50), lines(0, 50))).isEqualTo("@");
  }

  @Test
  void farLines_areLeftOut() {
    assertThat(marks(lines(0, 20), lines(0, 10) + "\nnew\n" + lines(10, 20)))
        .isEqualTo("@   +   @");
  }

  /** What would take gigabytes to compare is told as changed altogether. */
  @Test
  void longTexts_takeNoMoreMemoryThanOthers() {
    String before = "same\n" + lines(0, 100_000) + "\nend";
    String after = "same\n" + lines(200_000, 300_000) + "\nend";

    String marks = marks(before, after);

    assertThat(marks).hasSize(200_002).startsWith(" -").endsWith("+ ");
  }
}
