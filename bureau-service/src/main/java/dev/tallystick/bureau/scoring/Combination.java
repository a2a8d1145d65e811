package dev.tallystick.bureau.scoring;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonValue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** How the values that several records have in one field become one. */
enum Combination {
  /**
   * The value that was observed last; of several at one time the greatest by its text, so that the
   * order of the records does not matter.
   */
  LATEST {
    @Override
    Optional<JsonValue> of(List<Dated> values) {
      return values.stream()
          .max(Comparator.comparing(Dated::observedAt).thenComparing(Dated::text))
          .map(Dated::value);
    }
  },
  /** The greatest number. */
  MAX {
    @Override
    Optional<JsonValue> of(List<Dated> values) {
      OptionalLong max = numbers(values).max();
      return max.isPresent() ? Optional.of(new JsonInteger(max.getAsLong())) : Optional.empty();
    }
  },
  /** All numbers together, kept within what an integer of the event model holds. */
  SUM {
    @Override
    Optional<JsonValue> of(List<Dated> values) {
      if (numbers(values).findAny().isEmpty()) {
        return Optional.empty();
      }
      long sum = 0;
      for (long value : numbers(values).toArray()) {
        sum = Math.max(JsonInteger.MIN, Math.min(JsonInteger.MAX, sum + value));
      }
      return Optional.of(new JsonInteger(sum));
    }
  };

  abstract Optional<JsonValue> of(List<Dated> values);

  private static LongStream numbers(List<Dated> values) {
    return values.stream()
        .map(Dated::value)
        .filter(JsonInteger.class::isInstance)
        .mapToLong(value -> ((JsonInteger) value).value());
  }

  /** A value and when it was observed. */
  record Dated(String observedAt, JsonValue value) {
    private String text() {
      return CanonicalJson.text(value);
    }
  }
}
