package dev.tallystick.importing.mapping;

import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads which currency amounts are in: one for the whole file, or what a column says. */
final class CurrencyReader {
  private CurrencyReader() {}

  static UnitOf read(Place place, Columns columns) throws MalformedMappingException {
    if (!place.isMapping()) {
      Unit one = Unit.minorOf(currency(place));
      return row -> one;
    }
    place.onlyMembers("column", "words");
    String column = columns.read(place.get("column"));
    Map<String, Unit> words = new HashMap<>();
    if (place.has("words")) {
      for (Map.Entry<String, Place> word : place.get("words").members().entrySet()) {
        words.put(word.getKey(), Unit.minorOf(currency(word.getValue())));
      }
    }
    return row -> {
      String text =
          row.find(column).orElseThrow(() -> new RowRefusedException("VALUE_MISSING", column));
      Unit word = words.get(text);
      return word != null ? word : unit(text, column);
    };
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
