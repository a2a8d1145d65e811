package dev.tallystick.importing.mapping;

import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads which currency amounts are in: one for the whole file, or what a column says. */
final class CurrencyReader {
  private CurrencyReader() {}

  static UnitOf read(Place place, Columns columns) throws MalformedMappingException {
    if (!place.isMapping()) {
      Unit one = Unit.minorOf(currency(place));
      return row -> one;
    }
    place.onlyMembers("column", "words", "contains");
    if (place.has("words") && place.has("contains")) {
      throw place.invalid("has \"words\" for whole texts, or \"contains\" for signs in them");
    }
    String column = columns.read(place.get("column"));
    Map<String, Unit> words = units(place, "words");
    Map<String, Unit> signs = units(place, "contains");
    List<String> longestFirst =
        signs.keySet().stream().sorted(Comparator.comparing(String::length).reversed()).toList();
    return row -> {
      String text =
          row.find(column).orElseThrow(() -> new RowRefusedException("VALUE_MISSING", column));
      Unit word = words.get(text);
      if (word != null) {
        return word;
      }
      Optional<String> sign = longestFirst.stream().filter(text::contains).findFirst();
      return sign.isPresent() ? Objects.requireNonNull(signs.get(sign.get())) : unit(text, column);
    };
  }

  private static Map<String, Unit> units(Place place, String member)
      throws MalformedMappingException {
    Map<String, Unit> units = new HashMap<>();
    if (place.has(member)) {
      for (Map.Entry<String, Place> unit : place.get(member).members().entrySet()) {
        if (unit.getKey().isBlank()) {
          throw unit.getValue().invalid("has a name that is not blank");
        }
        units.put(unit.getKey(), Unit.minorOf(currency(unit.getValue())));
      }
    }
    return units;
  }

  private static Unit unit(String text, String column) throws RowRefusedException {
    try {
      return Unit.minorOf(Currency.getInstance(text.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new RowRefusedException("CURRENCY_UNKNOWN", column);
    }
  }

  private static Currency currency(Place place) throws MalformedMappingException {
    try {
      return Currency.getInstance(place.text());
    } catch (IllegalArgumentException e) {
      throw place.invalid("is a currency of ISO 4217 such as GBP");
    }
  }
}
