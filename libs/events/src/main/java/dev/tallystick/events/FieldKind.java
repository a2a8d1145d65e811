package dev.tallystick.events;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The values a field may take. The notation is that of {@code docs/spec/events.md}. */
sealed interface FieldKind {
  String notation();

  /** The rule that the value breaks, or null. */
  @Nullable Violation violation(JsonValue value);

  /** A string of some form. */
  record Text(String notation, Predicate<String> form) implements FieldKind {
    @Override
    public @Nullable Violation violation(JsonValue value) {
      return value instanceof JsonString string && form.test(string.value())
          ? null
          : Violation.invalid("is " + notation);
    }
  }

  /** An integer within bounds. */
  record Whole(String notation, long least, long most) implements FieldKind {
    @Override
    public @Nullable Violation violation(JsonValue value) {
      return value instanceof JsonInteger integer
              && integer.value() >= least
              && integer.value() <= most
          ? null
          : Violation.invalid("is " + notation);
    }
  }

  /** True or false. */
  record Flag(String notation) implements FieldKind {
    @Override
    public @Nullable Violation violation(JsonValue value) {
      return value instanceof JsonBoolean ? null : Violation.invalid("is " + notation);
    }
  }

  /** A nested object. */
  record Shape(String notation, FieldSet fields) implements FieldKind {
    @Override
    public @Nullable Violation violation(JsonValue value) {
      return value instanceof JsonObject object
          ? fields.violation(object, object)
          : Violation.invalid("is " + notation);
    }
  }

  /** Items in an order that means something. */
  record Sequence(String notation, FieldKind item) implements FieldKind {
    @Override
    public @Nullable Violation violation(JsonValue value) {
      return value instanceof JsonArray array
          ? itemViolation(array, item)
          : Violation.invalid("is " + notation);
    }
  }

  /** Items in ascending order, none twice; objects are compared by the fields in {@code keys}. */
  record SortedSet(String notation, FieldKind item, List<String> keys) implements FieldKind {
    @Override
    public @Nullable Violation violation(JsonValue value) {
      if (!(value instanceof JsonArray array)) {
        return Violation.invalid("is " + notation);
      }
      Violation violation = itemViolation(array, item);
      for (int i = 1; violation == null && i < array.size(); i++) {
        if (compare(array.get(i - 1), array.get(i)) >= 0) {
          violation = Violation.invalid(StubForm.SORTED_RULE).within("[" + i + "]");
        }
      }
      return violation;
    }

    private int compare(JsonValue left, JsonValue right) {
      if (left instanceof JsonObject a && right instanceof JsonObject b) {
        int order = 0;
        for (int i = 0; order == 0 && i < keys.size(); i++) {
          order = compareScalars(a.valueOrNull(keys.get(i)), b.valueOrNull(keys.get(i)));
        }
        return order;
      }
      return compareScalars(left, right);
    }

    /** The items have passed their own check, so both are of one kind. */
    private static int compareScalars(@Nullable JsonValue left, @Nullable JsonValue right) {
      if (left instanceof JsonString a && right instanceof JsonString b) {
        return a.value().compareTo(b.value());
      }
      if (left instanceof JsonInteger a && right instanceof JsonInteger b) {
        return Long.compare(a.value(), b.value());
      }
      throw new AssertionError("a set is ordered by strings or integers that are always there");
    }
  }

  private static @Nullable Violation itemViolation(JsonArray array, FieldKind item) {
    for (int i = 0; i < array.size(); i++) {
      Violation violation = item.violation(array.get(i));
      if (violation != null) {
        return violation.within("[" + i + "]");
      }
    }
    return null;
  }
}
