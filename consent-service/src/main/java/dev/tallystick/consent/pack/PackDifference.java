package dev.tallystick.consent.pack;

import java.util.ArrayList;
import java.util.List;

/**
 * What has changed from one text to another, line by line: the least that has to be taken out and
 * put in, with a few lines around it. Where the changed part is so long that the least would take
 * too much memory to find, all of it counts as changed.
 */
final class PackDifference {
  private static final int AROUND = 3;

  /** Two texts of a thousand lines each. */
  private static final long MOST_COMPARED = 1_000_000;

  private final List<String> before;
  private final List<String> after;

  PackDifference(String before, String after) {
    this.before = before.lines().toList();
    this.after = after.lines().toList();
  }

  /**
   * A line.
   *
   * @param mark {@code +} put in, {@code -} taken out, a blank for one that stays, {@code @} where
   *     lines that stay are left out
   */
  record Line(String mark, String text) {}

  /** The changed lines in their order, with those around them. */
  List<Line> lines() {
    List<Line> all = all();
    List<Line> shown = new ArrayList<>();
    boolean isLeftOut = false;
    for (int i = 0; i < all.size(); i++) {
      if (isNearAChange(all, i)) {
        shown.add(all.get(i));
        isLeftOut = false;
      } else if (!isLeftOut) {
        shown.add(new Line("@", ""));
        isLeftOut = true;
      }
    }
    return shown;
  }

  private static boolean isNearAChange(List<Line> all, int at) {
    int from = Math.max(0, at - AROUND);
    int to = Math.min(all.size(), at + AROUND + 1);
    return all.subList(from, to).stream().anyMatch(line -> !line.mark().equals(" "));
  }

  private List<Line> all() {
    int shorter = Math.min(before.size(), after.size());
    int head = 0;
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<Line> lines = new ArrayList<>();
    before.subList(0, head).forEach(line -> lines.add(new Line(" ", line)));
    List<String> out = before.subList(head, before.size() - tail);
    List<String> in = after.subList(head, after.size() - tail);
    if ((long) out.size() * in.size() > MOST_COMPARED) {
      out.forEach(line -> lines.add(new Line("-", line)));
      in.forEach(line -> lines.add(new Line("+", line)));
    } else {
      lines.addAll(changed(out, in));
    }
    before
        .subList(before.size() - tail, before.size())
        .forEach(line -> lines.add(new Line(" ", line)));
    return lines;
  }

  private static List<Line> changed(List<String> before, List<String> after) {
    int[][] common = common(before, after);
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add(new Line(" ", before.get(i)));
        i++;
        j++;
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line("-", before.get(i)));
        i++;
      } else {
        lines.add(new Line("+", after.get(j)));
        j++;
      }
    }
    return lines;
  }

  /** The length of the longest common sequence of what begins at each two lines. */
  private static int[][] common(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
