package dev.tallystick.gateway.desk;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.TemplateData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A report as docs/spec/report.md has it, in the reader's language. A part that is missing, or that
 * has another form, is left out: what a bureau writes is text in every place.
 *
 * @param score empty if the product tells none
 * @param madeAt when, by which model
 */
@TemplateData
public record ReportView(
    String score,
    String madeAt,
    String model,
    List<String> reasons,
    List<Source> sources,
    List<Fact> facts,
    List<Said> statements,
    List<Omission> omitted) {
  /** A platform whose records are used. */
  @TemplateData
  public record Source(String from, String categories, String event) {}

  /** What one record says. */
  @TemplateData
  public record Fact(
      String category,
      String from,
      String day,
      String values,
      boolean disputed,
      boolean conflict) {}

  /** What the person says about a record. */
  @TemplateData
  public record Said(String category, String from, String day, String statement) {}

  /** What is missing. */
  @TemplateData
  public record Omission(String what, String code) {}

  static ReportView of(String json, ReaderText text) {
    JsonObject report;
    try {
      report = (JsonObject) CanonicalJson.parseMessage(json.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a report was sealed as something else", e);
    }
    return new ReportView(
        report.findInteger("score").map(text::number).orElse(""),
        day(report, "madeAt", text),
        string(report, "model"),
        objects(report, "reasons").stream().map(each -> reason(each, text.locale())).toList(),
        objects(report, "sources").stream()
            .map(
                each ->
                    new Source(
                        string(each, "from"),
                        String.join(", ", strings(each, "categories")),
                        string(each, "event")))
            .toList(),
        objects(report, "sections").stream()
            .flatMap(
                section ->
                    objects(section, "facts").stream()
                        .map(fact -> fact(string(section, "category"), fact, text)))
            .toList(),
        objects(report, "statements").stream()
            .map(
                each ->
                    new Said(
                        string(each, "category"),
                        string(each, "from"),
                        day(each, "observedAt", text),
                        string(each, "statement")))
            .toList(),
        objects(report, "omitted").stream()
            .map(
                each ->
                    new Omission(
                        string(each, "category") + string(each, "from"), string(each, "code")))
            .toList());
  }

  private static String reason(JsonObject reason, Locale locale) {
    Optional<String> translated =
        locale.equals(Locale.CHINESE)
            ? reason.findObject("translations").flatMap(all -> all.findString("zh-Hans"))
            : Optional.empty();
    return translated.or(() -> reason.findString("text")).orElseGet(() -> string(reason, "code"));
  }

  private static Fact fact(String category, JsonObject fact, ReaderText text) {
    return new Fact(
        category,
        string(fact, "from"),
        day(fact, "observedAt", text),
        fact.findObject("values")
            .map(
                values ->
                    values.members().entrySet().stream()
                        .map(each -> each.getKey() + ": " + written(each.getValue()))
                        .collect(Collectors.joining(", ")))
            .orElse(""),
        fact.findBoolean("disputed").orElse(false),
        fact.findBoolean("sourceConflict").orElse(false));
  }

  private static String written(JsonValue value) {
    return value instanceof JsonString string ? string.value() : CanonicalJson.text(value);
  }

  private static String string(JsonObject object, String name) {
    return object.findString(name).orElse("");
  }

  private static String day(JsonObject object, String name, ReaderText text) {
    try {
      return object.findString(name).map(Instant::parse).map(text::dayOf).map(text::day).orElse("");
    } catch (DateTimeParseException e) {
      return "";
    }
  }

  private static List<String> strings(JsonObject object, String name) {
    return object.findArray(name).map(JsonArray::items).orElse(List.of()).stream()
        .filter(JsonString.class::isInstance)
        .map(each -> ((JsonString) each).value())
        .toList();
  }

  private static List<JsonObject> objects(JsonObject object, String name) {
    return object.findArray(name).map(JsonArray::items).orElse(List.of()).stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .toList();
  }
}
