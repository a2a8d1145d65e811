package dev.tallystick.scorecard;

import java.util.List;
import java.util.Optional;

/**
 * A column in bins.
 *
 * @param unknown those of which it is not known
 * @param all every loan
 */
record BinnedColumn(String name, List<Bin> bins, Bin unknown, Bin all) {
  private static final int LEAST_UNKNOWN = 10;

  BinnedColumn {
    bins = List.copyOf(bins);
  }

  /** The number that a value is, if it is one. */
  static Optional<Long> number(String value) {
    try {
      return value.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(value));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The weight of evidence of a value. */
  double weight(String value) {
    Optional<Long> number = number(value);
    return bins.stream()
        .filter(bin -> !value.isEmpty() && bin.has(number, value))
        .findFirst()
        .map(this::weight)
        .orElseGet(this::unknownWeight);
  }

  double weight(Bin bin) {
    return bin.weight(all.good(), all.bad());
  }

  /** Of what is hardly ever unknown, it says nothing that it is. */
  double unknownWeight() {
    return unknown.size() < LEAST_UNKNOWN ? 0 : weight(unknown);
  }

  /** How much the column tells of how a loan ends. */
  double information() {
    double information = 0;
    for (Bin bin : bins) {
      information +=
          ((double) bin.good() / all.good() - (double) bin.bad() / all.bad()) * weight(bin);
    }
    return information;
  }
}
