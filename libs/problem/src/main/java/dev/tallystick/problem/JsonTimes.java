package dev.tallystick.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Instants and dates of requests: texts of ISO 8601 with a year of four digits, as the log has
 * them. Left to itself, Jackson takes numbers too, and years that no timestamp can say.
 */
final class JsonTimes<T> extends StdDeserializer<T> {
  private static final long serialVersionUID = 1L;

  private static final int LAST_YEAR = 9999;

  private final transient Function<String, T> parser;
  private final transient ToIntFunction<T> year;

  private JsonTimes(Class<T> kind, Function<String, T> parser, ToIntFunction<T> year) {
    super(kind);
    this.parser = parser;
    this.year = year;
  }

  static SimpleModule module() {
    return new SimpleModule("times of requests")
        .addDeserializer(
            Instant.class,
            new JsonTimes<>(
                Instant.class, Instant::parse, at -> at.atOffset(ZoneOffset.UTC).getYear()))
        .addDeserializer(
            LocalDate.class,
            new JsonTimes<>(LocalDate.class, LocalDate::parse, LocalDate::getYear));
  }

  @Override
  @SuppressWarnings("unchecked") // of the class that it was made for
  public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
    if (!json.hasToken(JsonToken.VALUE_STRING)) {
      return (T) context.handleUnexpectedToken(handledType(), json);
    }
    String text = json.getText();
    try {
      T time = parser.apply(text);
      int when = year.applyAsInt(time);
      if (when >= 1 && when <= LAST_YEAR) {
        return time;
      }
    } catch (DateTimeException none) {
      return (T) context.handleWeirdStringValue(handledType(), text, "no time of ISO 8601");
    }
    return (T) context.handleWeirdStringValue(handledType(), text, "a year from 1 to 9999");
  }
}
