package dev.tallystick.importing.mapping;

import java.util.List;

/**
 * A column in which several things stand one after the other, such as the goods of an order: each
 * of them is a row, with the other columns of the row that it stands in.
 *
 * @param column that has them; in their rows it is the text of the one
 * @param separator between two things
 * @param parts the names of what a thing is made of, which are columns too; none if it is one text
 * @param between what stands between two parts
 */
public record ItemsForm(String column, String separator, List<String> parts, String between) {
  /** Keeps a copy of the list. */
  public ItemsForm {
    parts = List.copyOf(parts);
  }

  static ItemsForm read(Place place, Columns columns) throws MalformedMappingException {
    place.onlyMembers("column", "separator", "parts", "between");
    if (place.has("parts") != place.has("between")) {
      throw place.invalid("has \"parts\" and what stands \"between\" them, or neither");
    }
    List<String> parts = place.find("parts", list -> list.list(Place::text)).orElse(List.of());
    if (parts.stream().distinct().count() < parts.size()) {
      throw place.get("parts").invalid("has no name twice");
    }
    String column = columns.read(place.get("column"));
    if (parts.contains(column)) {
      throw place.get("parts").invalid("has other names than that of the column");
    }
    return new ItemsForm(
        column,
        place.get("separator").mark(),
        parts,
        place.find("between", Place::mark).orElse(""));
  }
}
