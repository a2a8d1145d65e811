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
    List<Dated> values =
        observations.stream()
            .filter(observation -> observation.category().equals(category()))
            .flatMap(
                observation ->
                    observation.fields().find(field()).stream()
                        .map(value -> new Dated(observation.observedAt(), value)))
            .toList();
    Optional<JsonValue> value = input.combination().of(values);
    return value
        .flatMap(found -> bands.stream().filter(band -> band.covers(found)).findFirst())
        .map(Band::outcome)
        .orElse(missing);
  }

  /** The most points that any value gets. */
  long best() {
    return Math.max(
        missing.points(),
        bands.stream().mapToLong(band -> band.outcome().points()).max().orElse(0));
  }
}
