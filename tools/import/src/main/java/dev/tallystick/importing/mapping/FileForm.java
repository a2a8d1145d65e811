package dev.tallystick.importing.mapping;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the file is, and how its columns are told apart. Whether it is compressed shows in its first
 * bytes.
 *
 * @param kind CSV, or JSON documents one a line
 * @param quote what stands around texts that have the separator in them; CSV only
 * @param skip how many lines stand before the names of the columns; not JSON
 * @param columns the names of the columns, if no line of the file has them; not of fixed width
 * @param spans where the columns of fixed width stand, by name
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
    Map<String, Span> spans,
    Optional<String> rows,
    Optional<ItemsForm> items,
    List<String> blanks) {
  /** The kinds of files. */
  public enum Kind {
    /** Columns parted by one character. */
    CSV,
    /** JSON documents, one a line. */
    NDJSON,
    /** Columns that stand at the same place in each line. */
    FIXED,
    /** Columns parted by runs of blanks. */
    BLANKS
  }

  private static final Map<Kind, List<String>> MEMBERS =
      Map.of(
          Kind.CSV, List.of("separator", "quote", "skip", "columns"),
          Kind.NDJSON, List.of("rows"),
          Kind.FIXED, List.of("skip", "columns"),
          Kind.BLANKS, List.of("skip", "columns"));

  private static final List<String> OF_SOME =
      List.of("separator", "quote", "skip", "columns", "rows");
  private static final int MOST_SKIPPED = 1_000;

  /** Keeps copies of the lists. */
  public FileForm {
    columns = List.copyOf(columns);
    spans = Collections.unmodifiableMap(new LinkedHashMap<>(spans));
    blanks = List.copyOf(blanks);
  }

  static FileForm read(Place place, Columns named) throws MalformedMappingException {
    place.onlyMembers(
        "format", "encoding", "separator", "quote", "skip", "columns", "rows", "items", "blanks");
    Kind kind = place.get("format").word(Kind.class);
    for (String member : OF_SOME) {
      if (place.has(member) && !members(kind).contains(member)) {
        throw place.get(member).invalid("is of another format: " + members());
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
        kind == Kind.FIXED
            ? List.of()
            : place.find("columns", columns -> columns.list(Place::text)).orElse(List.of()),
        kind == Kind.FIXED ? spans(place.get("columns")) : Map.of(),
        place.find("rows", Place::text),
        place.find("items", items -> ItemsForm.read(items, named)),
        place.find("blanks", blanks -> blanks.list(Place::text)).orElse(List.of()));
  }

  private static List<String> members(Kind kind) {
    return MEMBERS.getOrDefault(kind, List.of());
  }

  private static String members() {
    return Stream.of(Kind.values())
        .map(kind -> kind.name().toLowerCase(Locale.ROOT) + " has " + members(kind))
        .collect(Collectors.joining(", "));
  }

  private static Map<String, Span> spans(Place place) throws MalformedMappingException {
    Map<String, Span> spans = new LinkedHashMap<>();
    for (Map.Entry<String, Place> column : place.members().entrySet()) {
      spans.put(column.getKey(), Span.read(column.getValue()));
    }
    if (spans.isEmpty()) {
      throw place.invalid("names each column with its first and last character");
    }
    return spans;
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
