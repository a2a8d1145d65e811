package dev.tallystick.vault.deposit;

import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.vault.category.Catalogue;
import dev.tallystick.vault.category.RecordCategory;
import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import dev.tallystick.vault.deposit.LineOutcome.Refused;
import dev.tallystick.vault.document.DepositedLine;
import dev.tallystick.vault.identifier.PersonIdentifier;
import dev.tallystick.vault.identifier.SubjectToken;
import dev.tallystick.vault.schema.ContentSchema;
import dev.tallystick.vault.schema.ContentSchemas;
import dev.tallystick.vault.schema.Flaw;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

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
    Optional<String> code = new DepositedLine.Partial(line).category();
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

  private LineOutcome checkMembers(int number, RecordCategory category, JsonObject json) {
    Flaws flaws = new Flaws(number, category.code());
    DepositedLine line;
    try {
      line = DepositedLine.read(json);
    } catch (IllegalMemberException e) {
      return flaws.ofMember(e);
    }
    if (line.identifier().isPresent() == line.subject().isPresent()) {
      return flaws.of("OWNER_MISSING");
    }
    Optional<PersonIdentifier> identifier =
        line.identifier().flatMap(one -> LineForm.identifier(one, platform));
    Optional<String> subject = line.subject().flatMap(SubjectToken::find).map(SubjectToken::value);
    if (identifier.isEmpty() && subject.isEmpty()) {
      return line.identifier().isPresent()
          ? flaws.of("IDENTIFIER_INVALID", "identifier")
          : flaws.of("SUBJECT_UNKNOWN", "subject");
    }
    Optional<Refused> rootless = originFlaw(flaws, category, line);
    if (rootless.isPresent()) {
      return rootless.get();
    }
    if (line.observedAt().toEpochMilli() > now.toEpochMilli() + CLOCK_TOLERANCE_MILLIS) {
      return flaws.of("FIELD_INVALID", "observedAt");
    }
    Optional<ContentSchema> schema = schemaOf(category, line);
    if (schema.isEmpty()) {
      return flaws.of("SCHEMA_UNKNOWN", "schema");
    }
    Optional<Refused> flaw =
        schema
            .get()
            .check(line.fields())
            .map(flaws::ofContent)
            .or(() -> adverseFlaw(flaws, category, line));
    return flaw.isPresent()
        ? flaw.get()
        : new Admitted(
            number,
            identifier,
            subject,
            category.code(),
            json.without(LineForm.OWNER),
            schema.get(),
            line.source(),
            isAdverse(line),
            line.inputs(),
            expiresOn(line, catalogue));
  }

  /** Where it comes from, and what it was made of. */
  @EnforcesRule("R37")
  static Optional<Refused> originFlaw(Flaws flaws, RecordCategory category, DepositedLine line) {
    if (!LineForm.isSource(line.source())) {
      return Optional.of(flaws.of("PROVENANCE_MISSING", "source", "R37"));
    }
    if (!LineForm.isReference(line.basis().ref())) {
      return Optional.of(flaws.of("PROVENANCE_MISSING", "basis", "R37"));
    }
    boolean lineage =
        LineForm.areRecords(line.inputs()) && (!category.derived() || !line.inputs().isEmpty());
    return lineage ? Optional.empty() : Optional.of(flaws.of("LINEAGE_MISSING", "inputs", "R37"));
  }

  /** The version of the category's schema that the line names, or else the newest. */
  private Optional<ContentSchema> schemaOf(RecordCategory category, DepositedLine line) {
    return line.schema().isPresent()
        ? schemas.find(category.code(), line.schema().getAsLong())
        : Optional.of(schemas.newest(category.code()));
  }

  private Optional<Refused> adverseFlaw(Flaws flaws, RecordCategory category, DepositedLine line) {
    LocalDate today = LocalDate.ofInstant(now, catalogue.zone());
    return noticeFlaw(flaws, category, line, now)
        .or(
            () ->
                expiresOn(line, catalogue)
                    .filter(expires -> !expires.isAfter(today))
                    .map(expires -> flaws.of("ADVERSE_INFO_EXPIRED", "endedOn", "R34")));
  }

  /** Whether the person was told before, unless the law makes it public. */
  @EnforcesRule("R33")
  static Optional<Refused> noticeFlaw(
      Flaws flaws, RecordCategory category, DepositedLine line, Instant now) {
    boolean isTold = line.priorNoticeAt().filter(notice -> notice.isBefore(now)).isPresent();
    return isAdverse(line) && !category.publicByLaw() && !isTold
        ? Optional.of(flaws.of("ADVERSE_NOTICE_MISSING", "priorNoticeAt", "R33"))
        : Optional.empty();
  }

  private static boolean isAdverse(DepositedLine line) {
    return line.adverse().orElse(false);
  }

  /** On the day on which the term is full it is still shown. */
  @EnforcesRule("R34")
  static Optional<LocalDate> expiresOn(DepositedLine line, Catalogue catalogue) {
    return isAdverse(line)
        ? line.endedOn().map(day -> day.plus(catalogue.adverseTerm()).plusDays(1))
        : Optional.empty();
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
  record Flaws(int number, String category) {
    Refused of(String code) {
      return of(code, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Refused of(String code, String field) {
      return of(code, Optional.empty(), Optional.of(field), Optional.empty());
    }

    Refused of(String code, String field, String rule) {
      return of(code, Optional.of(rule), Optional.of(field), Optional.empty());
    }

    /** A member that is missing, of another form, or not defined at all. */
    Refused ofMember(IllegalMemberException e) {
      String member = e.root();
      return switch (member) {
        case "" -> of("FIELD_UNKNOWN");
        case "identifier" -> of("IDENTIFIER_INVALID", member);
        case "subject" -> of("SUBJECT_UNKNOWN", member);
        case "source", "basis" -> of("PROVENANCE_MISSING", member, "R37");
        case "inputs" -> of("LINEAGE_MISSING", member, "R37");
        case "schema" -> of("SCHEMA_UNKNOWN", member);
        default -> of(e.isMissing() ? "FIELD_MISSING" : "FIELD_INVALID", member);
      };
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
