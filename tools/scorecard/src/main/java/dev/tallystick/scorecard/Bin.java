package dev.tallystick.scorecard;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Values of a column that are taken as one.
 *
 * @param below numbers below this that no earlier bin has; nothing of words, and of the last bin
 * @param words the words that it has; none of numbers
 * @param good how many ended well
 * @param bad how many went wrong
 */
record Bin(OptionalLong below, List<String> words, long good, long bad) {
  Bin {
    words = List.copyOf(words);
  }

  long size() {
    return good + bad;
  }

  /** With those of the bin after it. */
  Bin with(Bin next) {
    return new Bin(next.below, words, good + next.good, bad + next.bad);
  }

  /** The weight of evidence among all of these; more than nothing speaks for a loan. */
  double weight(long allGood, long allBad) {
    // Half a loan more on each side: a bin without one kind says much, and not everything.
    return Math.log((good + 0.5) / (allGood + 0.5)) - Math.log((bad + 0.5) / (allBad + 0.5));
  }

  /** Whether it has this number or word; asked in the order of the bins. */
  boolean has(Optional<Long> number, String word) {
    if (number.isPresent() && words.isEmpty()) {
      return below.isEmpty() || number.get() < below.getAsLong();
    }
    return words.contains(word);
  }
}
