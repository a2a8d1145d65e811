package dev.tallystick.vault.deposit;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.vault.category.Catalogue;
import dev.tallystick.vault.category.RecordCategory;
import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import dev.tallystick.vault.deposit.LineOutcome.Refused;
import dev.tallystick.vault.identifier.PersonIdentifier;
import dev.tallystick.vault.identifier.SubjectToken;
import dev.tallystick.vault.schema.ContentSchema;
import dev.tallystick.vault.schema.ContentSchemas;
import dev.tallystick.vault.schema.Flaw;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Judges the lines of one chunk: pure, so that the same line gets the same answer.
 *
 * <p>The category comes first. What is barred is not looked at any further: not its owner, not its
 * form; so nothing of it can reach a table or a hash.
 */
final class LineCheck {
  /** Stands in counts for what no category of the pack was named for. */
  static final String UNKNOWN = "UNKNOWN";

  private static final long CLOCK_TOLERANCE_MILLIS = 300_000;

  private final Catalogue catalogue;
  private final ContentSchemas schemas;
  private final String platform;
  private final Instant now;

  LineCheck(Catalogue catalogue, ContentSchemas schemas, String platform, Instant now) {
    this.catalogue = catalogue;
    this.schemas = schemas;
    this.platform = platform;
    this.now = now;
  }

  LineOutcome check(int number, byte[] json) {
    JsonObject line;
    try {
      if (!(CanonicalJson.parse(json) instanceof JsonObject object)) {
        return illegible(number, "LINE_MALFORMED", Optional.empty());
      }
      line = object;
    } catch (MalformedJsonException e) {
      return illegible(number, "LINE_MALFORMED", Optional.empty());
    }
    Optional<String> code = line.findString("category");
    if (code.isEmpty()) {
      return illegible(number, "FIELD_MISSING", Optional.of("category"));
    }
    Optional<RecordCategory> category = catalogue.find(code.get());
    if (category.isEmpty()) {
      return illegible(number, "CATEGORY_UNKNOWN", Optional.of("category"));
    }
    Optional<Refused> barred = barred(number, category.get(), line);
    return barred.isPresent() ? barred.get() : checkMembers(number, category.get(), line);
  }

  /** R21, for the category and for prohibited ones that the fields smuggle in. */
  private Optional<Refused> barred(int number, RecordCategory category, JsonObject line) {
    if (category.barred()) {
      return Optional.of(prohibited(number, category.code(), "category"));
    }
    return line.find("fields")
        .flatMap(this::barredWithin)
        .map(found -> prohibited(number, found, "fields"));
  }

  private Optional<String> barredWithin(JsonValue value) {
    if (value instanceof JsonString text) {
      return barredCode(text.value());
    }
    if (value instanceof JsonArray array) {
      return array.items().stream().flatMap(item -> barredWithin(item).stream()).findFirst();
    }
    if (value instanceof JsonObject object) {
      return object.members().entrySet().stream()
          .flatMap(
              member ->
                  barredCode(member.getKey()).or(() -> barredWithin(member.getValue())).stream())
          .findFirst();
    }
    return Optional.empty();
  }

  private Optional<String> barredCode(String text) {
    String code = text.toUpperCase(Locale.ROOT);
    return code.indexOf('.') < 0
        ? Optional.empty()
        : catalogue.find(code).filter(RecordCategory::barred).map(RecordCategory::code);
  }

  private LineOutcome checkMembers(int number, RecordCategory category, JsonObject line) {
    Flaws flaws = new Flaws(number, category.code());
    if (!LineForm.hasKnownMembersOnly(line)) {
      return flaws.of("FIELD_UNKNOWN");
    }
    if (line.has("identifier") == line.has("subject")) {
      return flaws.of("OWNER_MISSING");
    }
    Optional<PersonIdentifier> identifier = LineForm.identifier(line, platform);
    Optional<String> subject =
        line.findString("subject").flatMap(SubjectToken::find).map(SubjectToken::value);
    if (identifier.isEmpty() && subject.isEmpty()) {
      return line.has("identifier")
          ? flaws.of("IDENTIFIER_INVALID", "identifier")
          : flaws.of("SUBJECT_UNKNOWN", "subject");
    }
    if (line.findString("source").filter(LineForm::isSource).isEmpty()) {
      return flaws.of("PROVENANCE_MISSING", "source", "R37");
    }
    if (line.findObject("basis").filter(LineForm::isBasis).isEmpty()) {
      return flaws.of("PROVENANCE_MISSING", "basis", "R37");
    }
    OptionalLong observed = LineForm.instant(line, "observedAt");
    if (observed.isEmpty() || observed.getAsLong() > now.toEpochMilli() + CLOCK_TOLERANCE_MILLIS) {
      return flaws.of(line.has("observedAt") ? "FIELD_INVALID" : "FIELD_MISSING", "observedAt");
    }
    Optional<List<String>> inputs = LineForm.inputs(line);
    if (inputs.isEmpty() && (line.has("inputs") || category.derived())) {
      return flaws.of("LINEAGE_MISSING", "inputs", "R37");
    }
    Optional<Refused> flaw = checkFields(flaws, category, line);
    return flaw.isPresent()
        ? flaw.get()
        : checkAdverse(number, category, line, identifier, subject, inputs.orElse(List.of()));
  }

  /** By the version of the category's schema that the line names, or else by the newest. */
  private Optional<Refused> checkFields(Flaws flaws, RecordCategory category, JsonObject line) {
    Optional<JsonObject> fields = line.findObject("fields");
    if (fields.isEmpty()) {
      return Optional.of(
          flaws.of(line.has("fields") ? "FIELD_INVALID" : "FIELD_MISSING", "fields"));
    }
    Optional<ContentSchema> schema = schemaOf(category, line);
    return schema.isEmpty()
        ? Optional.of(flaws.of("SCHEMA_UNKNOWN", "schema"))
        : schema.get().check(fields.get()).map(flaws::ofContent);
  }

  private Optional<ContentSchema> schemaOf(RecordCategory category, JsonObject line) {
    return line.has("schema")
        ? line.findInteger("schema").flatMap(version -> schemas.find(category.code(), version))
        : Optional.of(schemas.newest(category.code()));
  }

  /** R33 and R34. */
  private LineOutcome checkAdverse(
      int number,
      RecordCategory category,
      JsonObject line,
      Optional<PersonIdentifier> identifier,
      Optional<String> subject,
      List<String> inputs) {
    Flaws flaws = new Flaws(number, category.code());
    if (line.has("adverse") && line.findBoolean("adverse").isEmpty()) {
      return flaws.of("FIELD_INVALID", "adverse");
    }
    boolean adverse = line.findBoolean("adverse").orElse(false);
    OptionalLong notice = LineForm.instant(line, "priorNoticeAt");
    if (line.has("priorNoticeAt") && notice.isEmpty()) {
      return flaws.of("FIELD_INVALID", "priorNoticeAt");
    }
    if (adverse
        && !category.publicByLaw()
        && (notice.isEmpty() || notice.getAsLong() >= now.toEpochMilli())) {
      return flaws.of("ADVERSE_NOTICE_MISSING", "priorNoticeAt", "R33");
    }
    Optional<LocalDate> ended = LineForm.date(line, "endedOn");
    if (line.has("endedOn") && ended.isEmpty()) {
      return flaws.of("FIELD_INVALID", "endedOn");
    }
    // On the day on which the term is full it is still shown.
    Optional<LocalDate> expires =
        adverse
            ? ended.map(day -> day.plus(catalogue.adverseTerm()).plusDays(1))
            : Optional.empty();
    if (expires.isPresent() && !expires.get().isAfter(LocalDate.ofInstant(now, catalogue.zone()))) {
      return flaws.of("ADVERSE_INFO_EXPIRED", "endedOn", "R34");
    }
    return new Admitted(
        number,
        identifier,
        subject,
        category.code(),
        LineForm.content(line),
        schemaOf(category, line).orElseThrow(),
        line.getString("source"),
        adverse,
        inputs,
        expires);
  }

  private static Refused illegible(int number, String code, Optional<String> field) {
    return new Refused(number, UNKNOWN, code, Optional.empty(), field, Optional.empty(), false);
  }

  private static Refused prohibited(int number, String category, String field) {
    return new Refused(
        number,
        category,
        "CATEGORY_PROHIBITED",
        Optional.of("R21"),
        Optional.of(field),
        Optional.empty(),
        false);
  }

  /** Refusals of a line whose category is known. */
  private record Flaws(int number, String category) {
    Refused of(String code) {
      return of(code, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Refused of(String code, String field) {
      return of(code, Optional.empty(), Optional.of(field), Optional.empty());
    }

    Refused of(String code, String field, String rule) {
      return of(code, Optional.of(rule), Optional.of(field), Optional.empty());
    }

    Refused ofContent(Flaw flaw) {
      return of(
          "CONTENT_INVALID", Optional.empty(), Optional.of(flaw.field()), Optional.of(flaw.rule()));
    }

    private Refused of(
        String code, Optional<String> rule, Optional<String> field, Optional<String> broken) {
      return new Refused(number, category, code, rule, field, broken, true);
    }
  }
}
