package dev.tallystick.importing.mapping;

import java.util.List;
import java.util.Optional;

/** Reads what the fields of records are made of. */
final class GroupFieldReader {
  private final Columns columns;
  private final RowFieldReader fields;
  private final ConditionReader conditions;
  private final NumberForm numbers;

  GroupFieldReader(Columns columns, RowFieldReader fields, NumberForm numbers) {
    this.columns = columns;
    this.fields = fields;
    this.conditions = new ConditionReader(columns, numbers);
    this.numbers = numbers;
  }

  GroupField read(Place place) throws MalformedMappingException {
    if (place.has("count")) {
      place.onlyMembers("count", "when");
      place.get("count").text("rows"::equals, "is the word \"rows\"");
      return new GroupField.Rows(when(place));
    }
    if (place.has("sum")) {
      return sum(place);
    }
    return new GroupField.First(fields.read(place));
  }

  /** A sum with its unit, as records and summaries have it. */
  GroupField.Sum sum(Place place) throws MalformedMappingException {
    place.onlyMembers("sum", "as", "when");
    RowFieldReader.Kind kind =
        place
            .find("as", as -> as.word(RowFieldReader.Kind.class))
            .orElse(RowFieldReader.Kind.INTEGER);
    if (kind != RowFieldReader.Kind.INTEGER && kind != RowFieldReader.Kind.MINOR) {
      throw place.get("as").invalid("is integer or minor");
    }
    return new GroupField.Sum(number(place.get("sum")), fields.unit(place, kind), when(place));
  }

  private Optional<RowCondition> when(Place place) throws MalformedMappingException {
    return place.find("when", conditions::read);
  }

  private NumberOf number(Place place) throws MalformedMappingException {
    place.onlyMembers("column", "times", "plus", "less", "absolute");
    if (place.has("column") == place.has("times")) {
      throw place.invalid("is of one column, or of \"times\" with several");
    }
    List<String> factors =
        place.has("column")
            ? List.of(columns.read(place.get("column")))
            : place.get("times").list(columns::read);
    return new NumberOf(
        factors,
        columns(place, "plus"),
        columns(place, "less"),
        place.find("absolute", Place::flag).orElse(false),
        numbers);
  }

  private List<String> columns(Place place, String member) throws MalformedMappingException {
    return place.find(member, list -> list.list(columns::read)).orElse(List.of());
  }
}
