package dev.tallystick.importing.mapping;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What the file is. Whether it is compressed shows in its first bytes.
 *
 * @param kind CSV, or JSON documents one a line
 * @param quote what stands around texts that have the separator in them; CSV only
 * @param skip how many lines stand before the names of the columns; CSV only
 * @param columns the names of the columns, if no line of the file has them; CSV only
 * @param rows the array whose items are the rows, each with what stands around it; JSON only
 * @param items a column of which each part is a row, if there is one
 * @param blanks texts that mean nothing, such as {@code NA}
 */
public record FileForm(
    Kind kind,
    Charset encoding,
    char separator,
    char quote,
    int skip,
    List<String> columns,
    Optional<String> rows,
    Optional<ItemsForm> items,
    List<String> blanks) {
  /** The kinds of files. */
  public enum Kind {
    CSV,
    NDJSON
  }

  private static final List<String> CSV_ONLY = List.of("separator", "quote", "skip", "columns");
  private static final List<String> NDJSON_ONLY = List.of("rows");
  private static final int MOST_SKIPPED = 1_000;

  /** Keeps copies of the lists. */
  public FileForm {
    columns = List.copyOf(columns);
    blanks = List.copyOf(blanks);
  }

  static FileForm read(Place place, Columns named) throws MalformedMappingException {
    place.onlyMembers(
        "format", "encoding", "separator", "quote", "skip", "columns", "rows", "items", "blanks");
    Kind kind = place.get("format").word(Kind.class);
    for (String member : kind == Kind.CSV ? NDJSON_ONLY : CSV_ONLY) {
      if (place.has(member)) {
        throw place
            .get(member)
            .invalid(
                "is of the other format: csv has %s, ndjson %s".formatted(CSV_ONLY, NDJSON_ONLY));
      }
    }
    char separator = place.find("separator", Place::character).orElse(',');
    char quote = place.find("quote", Place::character).orElse('"');
    if (quote == separator || isLineEnd(quote) || isLineEnd(separator)) {
      throw place.invalid("has another character as separator than as quote, and no line's end");
    }
    return new FileForm(
        kind,
        place.find("encoding", FileForm::encoding).orElse(StandardCharsets.UTF_8),
        separator,
        quote,
        place.find("skip", lines -> lines.number(0, MOST_SKIPPED)).orElse(0),
        place.find("columns", columns -> columns.list(Place::text)).orElse(List.of()),
        place.find("rows", Place::text),
        place.find("items", items -> ItemsForm.read(items, named)),
        place.find("blanks", blanks -> blanks.list(Place::text)).orElse(List.of()));
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static Charset encoding(Place place) throws MalformedMappingException {
    try {
      return Charset.forName(place.text());
    } catch (IllegalArgumentException e) {
      throw place.invalid("is an encoding such as UTF-8 or ISO-8859-1");
    }
  }
}
