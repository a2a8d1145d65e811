package dev.tallystick.portal.auditor;

import dev.tallystick.portal.auditor.DrawnFlows.Band;
import dev.tallystick.portal.auditor.DrawnFlows.Side;
import dev.tallystick.portal.graph.DrawGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Gives flows of money their place: the larger sums first, on both sides. */
final class DrawFlows {
  private static final int WIDTH = 720;
  private static final int BAR = 14;
  private static final int GAP = 12;
  private static final int NAMES = 190;
  private static final int FULL = 320;
  private static final int LEAST = 3;

  private final LongFunction<String> money;

  DrawFlows(LongFunction<String> money) {
    this.money = money;
  }

  /** What one party paid another. */
  record Flow(String payer, String payee, long amount) {}

  /** A party's bar while bands are laid along it. */
  private static final class Bar {
    final int y;
    final int height;
    int used;

    Bar(int y, int height) {
      this.y = y;
      this.height = height;
    }

    int take(int thickness) {
      int from = y + used;
      used += thickness;
      return from;
    }
  }

  DrawnFlows draw(List<Flow> flows) {
    List<Flow> ordered =
        flows.stream()
            .filter(flow -> flow.amount() > 0)
            .sorted(
                Comparator.comparingLong(Flow::amount)
                    .reversed()
                    .thenComparing(Flow::payer)
                    .thenComparing(Flow::payee))
            .toList();
    long all = Math.max(1, ordered.stream().mapToLong(Flow::amount).sum());
    Map<String, Long> payers = sums(ordered, Flow::payer);
    Map<String, Long> payees = sums(ordered, Flow::payee);
    List<Side> sides = new ArrayList<>();
    Map<String, Bar> left = bars(ordered, Flow::payer, all);
    Map<String, Bar> right = bars(ordered, Flow::payee, all);
    int innerLeft = NAMES + BAR;
    int innerRight = WIDTH - NAMES - BAR;
    left.forEach(
        (name, bar) ->
            sides.add(side(NAMES, bar, name, payers.getOrDefault(name, 0L), NAMES - 8, "end")));
    right.forEach(
        (name, bar) ->
            sides.add(
                side(
                    innerRight,
                    bar,
                    name,
                    payees.getOrDefault(name, 0L),
                    innerRight + BAR + 8,
                    "start")));
    List<Band> bands = new ArrayList<>();
    for (Flow flow : ordered) {
      int thick = thickness(flow.amount(), all);
      Bar from = left.get(flow.payer());
      Bar to = right.get(flow.payee());
      if (from != null && to != null) {
        bands.add(
            new Band(
                band(innerLeft, from.take(thick), innerRight, to.take(thick), thick),
                flow.payer() + " → " + flow.payee() + ": " + money.apply(flow.amount())));
      }
    }
    int height = Math.max(bottom(left), bottom(right)) + GAP;
    return new DrawnFlows(WIDTH, height, sides, bands);
  }

  private Side side(int x, Bar bar, String name, long amount, int textX, String anchor) {
    return new Side(
        x, bar.y, BAR, bar.height, DrawGraph.fit(name), money.apply(amount), textX, anchor);
  }

  private static Map<String, Long> sums(List<Flow> flows, Function<Flow, String> side) {
    Map<String, Long> sums = new LinkedHashMap<>();
    flows.forEach(flow -> sums.merge(side.apply(flow), flow.amount(), Long::sum));
    return sums;
  }

  private static Map<String, Bar> bars(List<Flow> flows, Function<Flow, String> side, long all) {
    Map<String, Integer> heights = new LinkedHashMap<>();
    flows.forEach(
        flow -> heights.merge(side.apply(flow), thickness(flow.amount(), all), Integer::sum));
    Map<String, Bar> bars = new LinkedHashMap<>();
    int y = GAP;
    for (Map.Entry<String, Integer> one : heights.entrySet()) {
      bars.put(one.getKey(), new Bar(y, one.getValue()));
      y += Math.max(one.getValue(), 18) + GAP;
    }
    return bars;
  }

  private static int bottom(Map<String, Bar> bars) {
    return bars.values().stream().mapToInt(bar -> bar.y + Math.max(bar.height, 18)).max().orElse(0);
  }

  private static int thickness(long amount, long all) {
    return (int) Math.max(LEAST, Math.round((double) FULL * amount / all));
  }

  private static String band(int x1, int y1, int x2, int y2, int thick) {
    int middle = (x1 + x2) / 2;
    return "M%d %dC%d %d %d %d %d %dV%dC%d %d %d %d %d %dZ"
        .formatted(
            x1,
            y1,
            middle,
            y1,
            middle,
            y2,
            x2,
            y2,
            y2 + thick,
            middle,
            y2 + thick,
            middle,
            y1 + thick,
            x1,
            y1 + thick);
  }
}
