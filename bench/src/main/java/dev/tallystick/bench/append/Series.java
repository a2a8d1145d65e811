package dev.tallystick.bench.append;

import dev.tallystick.bench.measure.Median;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The rounds of one load. */
record Series(String title, List<Round> rounds) {
  /** Copies the list. */
  Series {
    rounds = List.copyOf(rounds);
  }

  double median(ToDoubleFunction<Round> figure) {
    return Median.of(rounds.stream().map(figure::applyAsDouble).toList());
  }

  double perSecond() {
    return median(Round::perSecond);
  }
}
