package dev.tallystick.importing.mapping;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What the file is. Whether it is compressed shows in its first bytes.
 *
 * @param kind CSV, or JSON documents one a line
 * @param columns the names of the columns, if no line of the file has them; CSV only
 * @param rows the array whose items are the rows, each with what stands around it; JSON only
 * @param blanks texts that mean nothing, such as {@code NA}
 */
public record FileForm(
    Kind kind,
    Charset encoding,
    char separator,
    List<String> columns,
    Optional<String> rows,
    List<String> blanks) {
  /** The kinds of files. */
  public enum Kind {
    CSV,
    NDJSON
  }

  /** Keeps copies of the lists. */
  public FileForm {
    columns = List.copyOf(columns);
    blanks = List.copyOf(blanks);
  }

  static FileForm read(Place place) throws MalformedMappingException {
    place.onlyMembers("format", "encoding", "separator", "columns", "rows", "blanks");
    Kind kind = place.get("format").word(Kind.class);
    if (kind == Kind.CSV ? place.has("rows") : place.has("separator") || place.has("columns")) {
      throw place.invalid("has \"rows\" for ndjson; \"separator\" and \"columns\" for csv");
    }
    return new FileForm(
        kind,
        place.find("encoding", FileForm::encoding).orElse(StandardCharsets.UTF_8),
        place.find("separator", Place::character).orElse(','),
        place.find("columns", columns -> columns.list(Place::text)).orElse(List.of()),
        place.find("rows", Place::text),
        place.find("blanks", blanks -> blanks.list(Place::text)).orElse(List.of()));
  }

  private static Charset encoding(Place place) throws MalformedMappingException {
    try {
      return Charset.forName(place.text());
    } catch (IllegalArgumentException e) {
      throw place.invalid("is an encoding such as UTF-8 or ISO-8859-1");
    }
  }
}
