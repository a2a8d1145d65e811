package dev.tallystick.scorecard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A factor of a scorecard, in points.
 *
 * @param missing what it is worth that nothing is known
 */
record PointFactor(FactorInput input, List<Band> bands, long missing) {
  PointFactor {
    bands = List.copyOf(bands);
  }

  /**
   * A band of a factor.
   *
   * @param below numbers below it; nothing of a word, and of the last band
   * @param word a word, if it is one
   * @param reason why it is not more; nothing of the best band
   */
  record Band(OptionalLong below, Optional<String> word, long points, Optional<Reason> reason) {}

  /** Why a score is not higher. */
  record Reason(String code, String text) {}

  static PointFactor of(BinnedColumn column, double slope, FactorInput input, PointScale scale) {
    long missing = scale.points(slope * column.unknownWeight());
    long best = missing;
    for (Bin bin : column.bins()) {
      best = Math.max(best, scale.points(slope * column.weight(bin)));
    }
    List<Band> bands = new ArrayList<>();
    OptionalLong from = OptionalLong.empty();
    for (Bin bin : column.bins()) {
      long points = scale.points(slope * column.weight(bin));
      Optional<String> word = bin.words().stream().findFirst();
      bands.add(
          new Band(
              bin.below(),
              word,
              points,
              points == best
                  ? Optional.empty()
                  : Optional.of(reason(input, from, bin, bands.size() + 1))));
      from = bin.below();
    }
    return new PointFactor(input, bands, missing);
  }

  private static Reason reason(FactorInput input, OptionalLong from, Bin bin, int number) {
    String code =
        input.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceAll("^_|_$", "");
    return new Reason(code + "_" + number, sentence(input.name(), from, bin));
  }

  private static String sentence(String name, OptionalLong from, Bin bin) {
    String said = Character.toUpperCase(name.charAt(0)) + name.substring(1) + ": ";
    if (!bin.words().isEmpty()) {
      return said + bin.words().get(0) + ".";
    }
    if (from.isEmpty() && bin.below().isPresent()) {
      return said + "below " + bin.below().getAsLong() + ".";
    }
    if (bin.below().isEmpty()) {
      return said + (from.isPresent() ? from.getAsLong() + " or more." : "any number.");
    }
    return said + "from " + from.orElse(0) + " to " + (bin.below().getAsLong() - 1) + ".";
  }

  /** The most points that anything gets. */
  long best() {
    return Math.max(missing, bands.stream().mapToLong(Band::points).max().orElse(missing));
  }

  /** A number or word that the band has. */
  String example(int band) {
    Band one = bands.get(band);
    if (one.word().isPresent()) {
      return one.word().get();
    }
    if (one.below().isPresent()) {
      return Long.toString(one.below().getAsLong() - 1);
    }
    return band == 0 ? "0" : Long.toString(bands.get(band - 1).below().orElse(0));
  }

  boolean isOfWords() {
    return bands.stream().anyMatch(band -> band.word().isPresent());
  }
}
