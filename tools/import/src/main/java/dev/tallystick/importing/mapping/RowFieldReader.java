package dev.tallystick.importing.mapping;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what a row says by itself: a column in some form, a constant, a choice. */
final class RowFieldReader {
  /** What a column is read as. */
  enum Kind {
    TEXT,
    INTEGER,
    MINOR,
    FLAG,
    DATE,
    INSTANT
  }

  private static final int LONGEST_TEXT = 1_000;

  private final Columns columns;
  private final ConditionReader conditions;
  private final NumberForm numbers;
  private final Optional<UnitOf> minor;
  private final ZoneId zone;
  private final Locale language;

  RowFieldReader(
      Columns columns, NumberForm numbers, Optional<UnitOf> minor, ZoneId zone, Locale language) {
    this.columns = columns;
    this.conditions = new ConditionReader(columns, numbers);
    this.numbers = numbers;
    this.minor = minor;
    this.zone = zone;
    this.language = language;
  }

  RowField read(Place place) throws MalformedMappingException {
    if (place.has("column")) {
      return column(place);
    }
    if (place.has("choose")) {
      return choice(place);
    }
    if (place.has("when")) {
      place.onlyMembers("when");
      RowCondition condition = conditions.read(place.get("when"));
      return row -> Optional.of(JsonBoolean.of(condition.holds(row)));
    }
    if (place.has("currency")) {
      return currency(place);
    }
    // A name that is wrong is told all that could stand here, not only the constants.
    place.onlyMembers(
        "column", "choose", "when", "currency", "text", "number", "flag", "instant", "date");
    JsonValue constant = constant(place);
    return row -> Optional.of(constant);
  }

  /** The code of the currency that the row's amounts are in. */
  private RowField currency(Place place) throws MalformedMappingException {
    place.onlyMembers("currency");
    place.get("currency").text("row"::equals, "is the word \"row\"");
    UnitOf unit = unit(place, Kind.MINOR);
    return row -> Optional.of(JsonString.of(unit.of(row).currency()));
  }

  private RowField choice(Place place) throws MalformedMappingException {
    place.onlyMembers("choose", "otherwise");
    List<RowCondition> when = new ArrayList<>();
    List<RowField> then = new ArrayList<>();
    for (Place item : place.get("choose").items()) {
      item.onlyMembers("when", "give");
      when.add(conditions.read(item.get("when")));
      then.add(read(item.get("give")));
    }
    Optional<RowField> otherwise = place.find("otherwise", this::read);
    return row -> {
      for (int i = 0; i < when.size(); i++) {
        if (when.get(i).holds(row)) {
          return then.get(i).of(row);
        }
      }
      return otherwise.isPresent() ? otherwise.get().of(row) : Optional.empty();
    };
  }

  private static JsonValue constant(Place place) throws MalformedMappingException {
    place.onlyMembers("text", "number", "flag", "instant", "date");
    if (place.members().size() != 1) {
      throw place.invalid(
          "is one of column, choose, when, currency, text, number, flag, instant, date");
    }
    if (place.has("number")) {
      return new JsonInteger(place.get("number").number(-999_999_999, 999_999_999));
    }
    if (place.has("flag")) {
      return JsonBoolean.of(place.get("flag").flag());
    }
    if (place.has("instant")) {
      return JsonString.of(
          place
              .get("instant")
              .text(
                  text -> Timestamps.parse(text).isPresent(),
                  "is an instant such as 2026-01-31T00:00:00.000Z"));
    }
    if (place.has("date")) {
      return JsonString.of(
          place.get("date").text(RowFieldReader::isDate, "is a date such as 2026-01-31"));
    }
    return text(place.get("text").text());
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private RowField column(Place place) throws MalformedMappingException {
    place.onlyMembers("column", "as", "words", "pattern", "epoch", "absolute", "optional");
    String column = columns.read(place.get("column"));
    boolean optional = place.find("optional", Place::flag).orElse(false);
    RowField present = present(place, column);
    return row -> {
      if (row.find(column).isEmpty()) {
        if (optional) {
          return Optional.empty();
        }
        throw new RowRefusedException("VALUE_MISSING", column);
      }
      return present.of(row);
    };
  }

  private RowField present(Place place, String column) throws MalformedMappingException {
    Optional<Map<String, RowField>> words = place.find("words", this::words);
    if (words.isPresent()) {
      return row -> {
        RowField word = words.get().get(row.find(column).orElseThrow());
        if (word == null) {
          throw new RowRefusedException("WORD_UNKNOWN", column);
        }
        return word.of(row);
      };
    }
    Kind kind = place.find("as", as -> as.word(Kind.class)).orElse(Kind.TEXT);
    return switch (kind) {
      case INTEGER, MINOR -> number(place, column, kind);
      case FLAG -> row -> Optional.of(JsonBoolean.of(flag(row.find(column).orElseThrow(), column)));
      case DATE, INSTANT -> time(place, column, kind);
      case TEXT -> row -> Optional.of(text(row.find(column).orElseThrow(), column));
    };
  }

  private RowField number(Place place, String column, Kind kind) throws MalformedMappingException {
    UnitOf unit = unit(place, kind);
    NumberOf number =
        NumberOf.column(column, place.find("absolute", Place::flag).orElse(false), numbers);
    return row -> Optional.of(new JsonInteger(unit.of(row).of(number.of(row), column)));
  }

  private RowField time(Place place, String column, Kind kind) throws MalformedMappingException {
    TimeForm times = times(place);
    return row -> {
      Instant instant = times.parse(row.find(column).orElseThrow(), column);
      return Optional.of(
          JsonString.of(
              kind == Kind.DATE
                  ? LocalDate.ofInstant(instant, times.zone()).toString()
                  : Timestamps.format(instant.toEpochMilli())));
    };
  }

  UnitOf unit(Place place, Kind kind) throws MalformedMappingException {
    if (kind == Kind.MINOR) {
      return minor.orElseThrow(() -> place.invalid("needs the mapping's \"currency\""));
    }
    return row -> Unit.WHOLE;
  }

  /** How the column of this place writes times. */
  TimeForm times(Place place) throws MalformedMappingException {
    if (place.has("epoch")) {
      return TimeForm.counted(place.get("epoch").word(TimeForm.Count.class), numbers, zone);
    }
    if (!place.has("pattern")) {
      return TimeForm.iso(zone);
    }
    try {
      return TimeForm.pattern(place.get("pattern").text(), zone, language);
    } catch (IllegalArgumentException e) {
      throw place.get("pattern").invalid("is a pattern such as uuuu-MM-dd HH:mm:ss");
    }
  }

  private Map<String, RowField> words(Place place) throws MalformedMappingException {
    Map<String, RowField> words = new HashMap<>();
    for (Map.Entry<String, Place> word : place.members().entrySet()) {
      Place meaning = word.getValue();
      JsonValue value = meaning.isMapping() ? constant(meaning) : text(meaning.text());
      words.put(word.getKey(), row -> Optional.of(value));
    }
    return words;
  }

  private static boolean flag(String text, String column) throws RowRefusedException {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "y", "1" -> true;
      case "false", "no", "n", "0" -> false;
      default -> throw new RowRefusedException("FLAG_INVALID", column);
    };
  }

  private static JsonString text(String text) {
    return JsonString.of(Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  private static JsonString text(String text, String column) throws RowRefusedException {
    try {
      if (text.length() <= LONGEST_TEXT) {
        return text(text);
      }
    } catch (IllegalArgumentException e) {
      // A lone surrogate.
    }
    throw new RowRefusedException("TEXT_INVALID", column);
  }
}
