package dev.tallystick.bureau.scoring;

import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;

/** Values of a field that get the same points. A factor's bands are asked in order. */
sealed interface Band {
  ScoredValue outcome();

  boolean covers(JsonValue value);

  /** Numbers below a limit that no earlier band covers. */
  record Below(long limit, ScoredValue outcome) implements Band {
    @Override
    public boolean covers(JsonValue value) {
      return value instanceof JsonInteger number && number.value() < limit;
    }
  }

  /** One word of a field's vocabulary. */
  record Is(String word, ScoredValue outcome) implements Band {
    @Override
    public boolean covers(JsonValue value) {
      return value instanceof JsonString text && text.value().equals(word);
    }
  }

  /** Every number that no earlier band covers; a word that no band names counts as missing. */
  record Rest(ScoredValue outcome) implements Band {
    @Override
    public boolean covers(JsonValue value) {
      return value instanceof JsonInteger;
    }
  }
}
