package dev.tallystick.bureau.scoring;

import dev.tallystick.bureau.scoring.Combination.Dated;
import dev.tallystick.events.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a scorecard looks at: a field of the records of a category, and its bands.
 *
 * @param name as products and rules name it, such as {@code spend band}
 * @param missing what no value gets, and a value that no band covers
 */
record Factor(String name, Input input, List<Band> bands, ScoredValue missing) {
  private static final int MOST_BANDS = 256;
  private static final long MOST_POINTS = 100_000;

  Factor {
    bands = List.copyOf(bands);
  }

  /** The field that it looks at, and what it makes of several records. */
  record Input(String category, String field, Combination combination) {}

  String category() {
    return input.category();
  }

  String field() {
    return input.field();
  }

  ScoredValue judge(List<Observation> observations) {
    return value(observations)
        .flatMap(found -> bands.stream().filter(band -> band.covers(found)).findFirst())
        .map(Band::outcome)
        .orElse(missing);
  }

  /** What the records say of the field, made one. */
  Optional<JsonValue> value(List<Observation> observations) {
    List<Dated> values =
        observations.stream()
            .filter(observation -> observation.category().equals(category()))
            .flatMap(
                observation ->
                    observation.fields().find(field()).stream()
                        .map(value -> new Dated(observation.observedAt(), value)))
            .toList();
    return input.combination().of(values);
  }

  /** Refuses bands that no value reaches, and points that no scale holds. */
  void requireUsable() throws MalformedScorecardException {
    if (bands.isEmpty() || bands.size() > MOST_BANDS) {
      throw new MalformedScorecardException(name + " has 1 to " + MOST_BANDS + " bands");
    }
    long reached = Long.MIN_VALUE;
    boolean isRest = false;
    for (Band band : bands) {
      if (isRest || (band instanceof Band.Below below && below.limit() <= reached)) {
        throw new MalformedScorecardException(name + " has a band that no value reaches");
      }
      if (band instanceof Band.Below below) {
        reached = below.limit();
      }
      isRest = band instanceof Band.Rest;
      requireOnScale(band.outcome());
    }
    requireOnScale(missing);
  }

  private static void requireOnScale(ScoredValue outcome) throws MalformedScorecardException {
    if (Math.abs(outcome.points()) > MOST_POINTS) {
      throw new MalformedScorecardException("a value has at most " + MOST_POINTS + " points");
    }
  }

  /** The most points that any value gets. */
  long best() {
    return Math.max(
        missing.points(),
        bands.stream().mapToLong(band -> band.outcome().points()).max().orElse(0));
  }
}
