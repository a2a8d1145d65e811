package dev.tallystick.scorecard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Puts the values of a column into few bins, each with loans enough to say something. */
final class Binning {
  /** The least part of all loans that a bin has. */
  private static final double LEAST_PART = 0.05;

  private static final int FINE = 20;

  private final int most;

  /** Makes at most so many bins of a column. */
  Binning(int most) {
    this.most = most;
  }

  /**
   * Bins a column.
   *
   * @param values as the file has them; an empty one is not known
   * @throws ScorecardException if a number has a fraction: models read whole numbers
   */
  BinnedColumn bin(String name, List<String> values, List<Boolean> bad) throws ScorecardException {
    boolean isNumeric = true;
    for (String value : values) {
      if (value.matches("-?\\d+[.,]\\d+")) {
        throw new ScorecardException(
            "%s has fractions; give it in a smaller unit, or leave it out: --without %s"
                .formatted(name, name));
      }
      isNumeric &= value.isEmpty() || BinnedColumn.number(value).isPresent();
    }
    Bin unknown = count(values, bad, "");
    List<Bin> bins = isNumeric ? numbers(values, bad) : words(values, bad);
    return new BinnedColumn(name, bins, unknown, all(bad));
  }

  private static Bin all(List<Boolean> bad) {
    long wrong = bad.stream().filter(each -> each).count();
    return new Bin(OptionalLong.empty(), List.of(), bad.size() - wrong, wrong);
  }

  private static Bin count(List<String> values, List<Boolean> bad, String word) {
    long good = 0;
    long wrong = 0;
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).equals(word)) {
        good += bad.get(i) ? 0 : 1;
        wrong += bad.get(i) ? 1 : 0;
      }
    }
    return new Bin(OptionalLong.empty(), List.of(), good, wrong);
  }

  /** Adjacent numbers that differ least are put together. */
  private List<Bin> numbers(List<String> values, List<Boolean> bad) {
    TreeMap<Long, long[]> counts = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      Optional<Long> number = BinnedColumn.number(values.get(i));
      if (number.isPresent()) {
        counts.computeIfAbsent(number.get(), none -> new long[2])[bad.get(i) ? 1 : 0]++;
      }
    }
    List<Bin> bins = new ArrayList<>();
    long perBin = Math.max(1, values.size() / FINE);
    long good = 0;
    long wrong = 0;
    for (Map.Entry<Long, long[]> each : counts.entrySet()) {
      good += each.getValue()[0];
      wrong += each.getValue()[1];
      if (good + wrong >= perBin) {
        bins.add(new Bin(OptionalLong.of(each.getKey() + 1), List.of(), good, wrong));
        good = 0;
        wrong = 0;
      }
    }
    if (good + wrong > 0) {
      bins.add(new Bin(OptionalLong.empty(), List.of(), good, wrong));
    }
    merge(bins, values.size());
    if (!bins.isEmpty()) {
      Bin last = bins.remove(bins.size() - 1);
      bins.add(new Bin(OptionalLong.empty(), List.of(), last.good(), last.bad()));
    }
    return bins;
  }

  private void merge(List<Bin> bins, int rows) {
    while (bins.size() > 1) {
      int small = -1;
      for (int i = 0; i < bins.size() && small < 0; i++) {
        small = bins.get(i).size() < LEAST_PART * rows ? i : -1;
      }
      if (small < 0 && bins.size() <= most) {
        return;
      }
      int at = small < 0 ? likest(bins, 0, bins.size() - 1) : likestNeighbour(bins, small);
      bins.set(at, bins.get(at).with(bins.get(at + 1)));
      bins.remove(at + 1);
    }
  }

  private static int likestNeighbour(List<Bin> bins, int at) {
    return likest(bins, Math.max(0, at - 1), Math.min(bins.size() - 1, at + 1));
  }

  /** Where two neighbours of this part differ least. */
  private static int likest(List<Bin> bins, int from, int to) {
    int found = from;
    for (int i = from; i < to; i++) {
      if (difference(bins.get(i), bins.get(i + 1))
          < difference(bins.get(found), bins.get(found + 1))) {
        found = i;
      }
    }
    return found;
  }

  /** The chi-square statistic of two bins. */
  private static double difference(Bin one, Bin next) {
    double all = one.size() + next.size();
    double good = (one.good() + next.good()) / all;
    double statistic = 0;
    for (Bin bin : List.of(one, next)) {
      double expectedGood = bin.size() * good + 1e-9;
      double expectedBad = bin.size() * (1 - good) + 1e-9;
      statistic += Math.pow(bin.good() - expectedGood, 2) / expectedGood;
      statistic += Math.pow(bin.bad() - expectedBad, 2) / expectedBad;
    }
    return statistic;
  }

  /** Each word is a bin; one that is too rare counts as not known. */
  private static List<Bin> words(List<String> values, List<Boolean> bad) {
    List<Bin> bins = new ArrayList<>();
    for (String word : values.stream().distinct().sorted().toList()) {
      Bin bin = count(values, bad, word);
      if (!word.isEmpty() && bin.size() >= LEAST_PART * values.size()) {
        bins.add(new Bin(OptionalLong.empty(), List.of(word), bin.good(), bin.bad()));
      }
    }
    bins.sort(Comparator.comparing(bin -> bin.words().get(0)));
    return bins;
  }
}
