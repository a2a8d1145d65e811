package dev.tallystick.importing.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads conditions: one test of one column, or {@code any}, {@code all}, {@code not} of others. */
final class ConditionReader {
  private final Columns columns;
  private final NumberForm numbers;

  ConditionReader(Columns columns, NumberForm numbers) {
    this.columns = columns;
    this.numbers = numbers;
  }

  RowCondition read(Place place) throws MalformedMappingException {
    place.onlyMembers(
        "column", "is", "starts", "contains", "below", "above", "blank", "any", "all", "not");
    if (place.members().size() == 1 && !place.has("column")) {
      return combined(place);
    }
    if (place.members().size() != 2) {
      throw place.invalid("is a column and one test of it, or one of any, all, not");
    }
    String column = columns.read(place.get("column"));
    if (place.has("below") || place.has("above")) {
      return compared(place, column);
    }
    if (place.has("blank")) {
      boolean blank = place.get("blank").flag();
      return row -> row.find(column).isEmpty() == blank;
    }
    Predicate<String> test = test(place);
    return row -> row.find(column).filter(test).isPresent();
  }

  private RowCondition combined(Place place) throws MalformedMappingException {
    Optional<RowCondition> not = place.find("not", this::read);
    if (not.isPresent()) {
      RowCondition denied = not.get();
      return row -> !denied.holds(row);
    }
    boolean any = place.has("any");
    List<RowCondition> parts = place.get(any ? "any" : "all").list(this::read);
    return row -> {
      for (RowCondition part : parts) {
        if (part.holds(row) == any) {
          return any;
        }
      }
      return !any;
    };
  }

  private RowCondition compared(Place place, String column) throws MalformedMappingException {
    boolean below = place.has("below");
    BigDecimal limit = place.get(below ? "below" : "above").decimal();
    NumberOf number = NumberOf.column(column, false, numbers);
    return row -> {
      int order = number.of(row).compareTo(limit);
      return below ? order < 0 : order > 0;
    };
  }

  private static Predicate<String> test(Place place) throws MalformedMappingException {
    if (place.has("is")) {
      Set<String> words = Set.copyOf(place.get("is").list(Place::text));
      return words::contains;
    }
    boolean starts = place.has("starts");
    List<String> words =
        place.get(starts ? "starts" : "contains").list(Place::text).stream()
            .map(word -> starts ? word : word.toLowerCase(Locale.ROOT))
            .toList();
    return starts
        ? text -> words.stream().anyMatch(text::startsWith)
        : text -> words.stream().anyMatch(text.toLowerCase(Locale.ROOT)::contains);
  }
}
