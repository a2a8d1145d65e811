package dev.tallystick.importing.mapping;

import dev.tallystick.events.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** Reads a whole mapping, once. */
final class MappingReader {
  private static final String[] MEMBERS = {
    "mapping",
    "about",
    "file",
    "currency",
    "zone",
    "language",
    "numbers",
    "person",
    "also",
    "source",
    "basis",
    "prohibited",
    "leaveOut",
    "group",
    "records",
    "summary"
  };

  private final Place root;
  private final Columns columns = new Columns();
  private final RowFieldReader fields;
  private final GroupFieldReader groups;
  private final ConditionReader conditions;

  MappingReader(Place root) throws MalformedMappingException {
    root.onlyMembers(MEMBERS);
    this.root = root;
    NumberForm numbers = root.find("numbers", MappingReader::numbers).orElse(NumberForm.PLAIN);
    Optional<UnitOf> minor = root.find("currency", place -> CurrencyReader.read(place, columns));
    ZoneId zone = root.find("zone", MappingReader::zone).orElse(ZoneOffset.UTC);
    Locale language = root.find("language", MappingReader::language).orElse(Locale.ENGLISH);
    this.fields = new RowFieldReader(columns, numbers, minor, zone, language);
    this.groups = new GroupFieldReader(columns, fields, numbers);
    this.conditions = new ConditionReader(columns, numbers);
  }

  Mapping read() throws MalformedMappingException {
    String name =
        root.get("mapping")
            .text(
                text -> text.matches("[a-z0-9][a-z0-9-]{0,62}"), "is a name such as online-retail");
    FileForm file = FileForm.read(root.get("file"), columns);
    PersonForm person = PersonForm.read(root.get("person"), fields);
    Optional<SecondIdentifier> also =
        root.find("also", place -> SecondIdentifier.read(place, person, fields));
    List<Prohibited> prohibited =
        root.find("prohibited", place -> place.list(this::prohibited)).orElse(List.of());
    Map<String, RowCondition> leaveOut = root.find("leaveOut", this::leaveOut).orElse(Map.of());
    Optional<GroupKey> group = root.find("group", place -> GroupKey.read(place, columns));
    List<RecordForm> records = root.get("records").list(this::record);
    Optional<SummaryForm> summary = root.find("summary", this::summary);
    return new Mapping(
        name,
        file,
        columns.named(file.items().map(ItemsForm::parts).orElse(List.of())),
        person,
        also,
        root.get("source").text(),
        basis(root.get("basis")),
        prohibited,
        leaveOut,
        group,
        records,
        summary);
  }

  private static NumberForm numbers(Place place) throws MalformedMappingException {
    place.onlyMembers("decimal", "thousands", "ignore");
    return new NumberForm(
        place.find("decimal", Place::character).orElse('.'),
        place.find("thousands", Place::character).orElse('\0'),
        place.find("ignore", Place::text).orElse(""));
  }

  private static Locale language(Place place) throws MalformedMappingException {
    return Locale.forLanguageTag(
        place.text(
            Set.of(Locale.getISOLanguages())::contains, "is a language of ISO 639 such as de"));
  }

  private static ZoneId zone(Place place) throws MalformedMappingException {
    try {
      return ZoneId.of(place.text());
    } catch (DateTimeException e) {
      throw place.invalid("is a zone such as Europe/London");
    }
  }

  private static JsonObject basis(Place place) throws MalformedMappingException {
    place.onlyMembers("kind", "ref");
    return JsonObject.builder()
        .put(
            "kind",
            place
                .get("kind")
                .text(
                    List.of("CONSENT", "CONTRACT", "PUBLIC_LAW")::contains,
                    "is CONSENT, CONTRACT or PUBLIC_LAW"))
        .put(
            "ref",
            place
                .get("ref")
                .text(
                    text -> text.matches("[A-Za-z0-9._:/-]{1,64}"),
                    "is a reference of letters, digits and ._:/-"))
        .build();
  }

  private Prohibited prohibited(Place place) throws MalformedMappingException {
    place.onlyMembers("category", "column", "words");
    return new Prohibited(
        category(place.get("category")),
        columns.read(place.get("column")),
        Prohibited.words(place.get("words").list(Place::text)));
  }

  private Map<String, RowCondition> leaveOut(Place place) throws MalformedMappingException {
    Map<String, RowCondition> reasons = new LinkedHashMap<>();
    for (Map.Entry<String, Place> reason : place.members().entrySet()) {
      reasons.put(reason.getKey(), conditions.read(reason.getValue()));
    }
    return Collections.unmodifiableMap(reasons);
  }

  private RecordForm record(Place place) throws MalformedMappingException {
    place.onlyMembers("category", "observedAt", "fields", "adverse", "priorNoticeAt", "endedOn");
    return new RecordForm(
        category(place.get("category")),
        observedAt(place.get("observedAt")),
        named(place.get("fields"), groups::read),
        place.find("adverse", fields::read),
        place.find("priorNoticeAt", fields::read),
        place.find("endedOn", fields::read));
  }

  private TimeOf observedAt(Place place) throws MalformedMappingException {
    place.onlyMembers("column", "columns", "pattern", "epoch", "instant");
    if (place.has("instant")) {
      try {
        Instant constant = Instant.parse(place.get("instant").text());
        return row -> constant;
      } catch (DateTimeException e) {
        throw place.get("instant").invalid("is an instant such as 2026-01-31T00:00:00Z");
      }
    }
    if (place.has("column") == place.has("columns")) {
      throw place.invalid("is of one \"column\", or of \"columns\" one after the other");
    }
    List<String> parts =
        place.has("column")
            ? List.of(columns.read(place.get("column")))
            : place.get("columns").list(columns::read);
    TimeForm times = fields.times(place);
    return row -> times.parse(joined(row, parts), parts.get(0));
  }

  /** The texts of the columns with a space between them. */
  private static String joined(RowValues row, List<String> parts) throws RowRefusedException {
    StringJoiner text = new StringJoiner(" ");
    for (String part : parts) {
      text.add(row.find(part).orElseThrow(() -> new RowRefusedException("VALUE_MISSING", part)));
    }
    return text.toString();
  }

  private SummaryForm summary(Place place) throws MalformedMappingException {
    place.onlyMembers("category", "months", "totals", "fields");
    Map<String, GroupField> totals = named(place.get("totals"), this::total);
    List<String> known = new ArrayList<>(totals.keySet());
    return new SummaryForm(
        category(place.get("category")),
        place.get("months").number(1, 120),
        totals,
        named(place.get("fields"), field -> SummaryField.read(field, known)));
  }

  private GroupField total(Place place) throws MalformedMappingException {
    GroupField total = groups.read(place);
    if (total instanceof GroupField.First) {
      throw place.invalid("is a \"sum\", or a \"count\" of rows");
    }
    return total;
  }

  private static String category(Place place) throws MalformedMappingException {
    return place.text(
        text -> text.matches("[A-Z][A-Z0-9]*(\\.[A-Z][A-Z0-9]*)+"),
        "is a category such as SHOPPING.ORDER");
  }

  private static <T> Map<String, T> named(Place place, Place.Reader<T> reader)
      throws MalformedMappingException {
    Map<String, T> named = new LinkedHashMap<>();
    for (Map.Entry<String, Place> member : place.members().entrySet()) {
      if (!member.getKey().matches("[A-Za-z][A-Za-z0-9]{0,63}")) {
        throw member.getValue().invalid("has a name of letters and digits");
      }
      named.put(member.getKey(), reader.read(member.getValue()));
    }
    if (named.isEmpty()) {
      throw place.invalid("has at least one member");
    }
    return Collections.unmodifiableMap(named);
  }
}
