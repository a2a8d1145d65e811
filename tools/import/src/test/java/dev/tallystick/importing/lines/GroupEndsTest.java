package dev.tallystick.importing.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupEndsTest {
  @Test
  void isLast_isTrueForTheLastRowOfEachGroupOnly() {
    Random random = new Random(7);
    GroupEnds ends = new GroupEnds();
    Map<String, Integer> last = new HashMap<>();
    String[] groups = new String[20_000];
    for (int row = 1; row < groups.length; row++) {
      groups[row] = "G" + random.nextInt(5_000);
      ends.note(groups[row], row);
      last.put(groups[row], row);
    }

    for (int row = 1; row < groups.length; row++) {
      assertThat(ends.isLast(groups[row], row))
          .as("row %d of %s", row, groups[row])
          .isEqualTo(Integer.valueOf(row).equals(last.get(groups[row])));
    }
  }
}
