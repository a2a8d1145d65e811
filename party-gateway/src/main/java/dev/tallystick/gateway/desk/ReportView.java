package dev.tallystick.gateway.desk;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.gateway.document.FactShown;
import dev.tallystick.gateway.document.ReasonShown;
import dev.tallystick.gateway.document.ReportShown;
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
    ReportShown.Partial report;
    try {
      report =
          new ReportShown.Partial(
              (JsonObject) CanonicalJson.parseMessage(json.getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a report was sealed as something else", e);
    }
    return new ReportView(
        report.score().isPresent() ? text.number(report.score().getAsLong()) : "",
        day(report.madeAt(), text),
        report.model().orElse(""),
        report.reasons().stream().map(each -> reason(each, text.locale())).toList(),
        report.sources().stream()
            .map(
                each ->
                    new Source(
                        each.from().orElse(""),
                        String.join(", ", each.categories()),
                        each.event().orElse("")))
            .toList(),
        report.sections().stream()
            .flatMap(
                section ->
                    section.facts().stream()
                        .map(fact -> fact(section.category().orElse(""), fact, text)))
            .toList(),
        report.statements().stream()
            .map(
                each ->
                    new Said(
                        each.category().orElse(""),
                        each.from().orElse(""),
                        day(each.observedAt(), text),
                        each.statement().orElse("")))
            .toList(),
        report.omitted().stream()
            .map(
                each ->
                    new Omission(
                        each.category().orElse("") + each.from().orElse(""),
                        each.code().orElse("")))
            .toList());
  }

  private static String reason(ReasonShown.Partial reason, Locale locale) {
    Optional<String> translated =
        locale.equals(Locale.CHINESE)
            ? reason.translations().flatMap(all -> all.findString("zh-Hans"))
            : Optional.empty();
    return translated.or(reason::text).or(reason::code).orElse("");
  }

  private static Fact fact(String category, FactShown.Partial fact, ReaderText text) {
    return new Fact(
        category,
        fact.from().orElse(""),
        day(fact.observedAt(), text),
        fact.values()
            .map(
                values ->
                    values.members().entrySet().stream()
                        .map(each -> each.getKey() + ": " + written(each.getValue()))
                        .collect(Collectors.joining(", ")))
            .orElse(""),
        fact.disputed().orElse(false),
        fact.sourceConflict().orElse(false));
  }

  private static String written(JsonValue value) {
    return value instanceof JsonString string ? string.value() : CanonicalJson.text(value);
  }

  private static String day(Optional<String> time, ReaderText text) {
    try {
      return time.map(Instant::parse).map(text::dayOf).map(text::day).orElse("");
    } catch (DateTimeParseException e) {
      return "";
    }
  }
}
