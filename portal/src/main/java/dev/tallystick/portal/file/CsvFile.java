package dev.tallystick.portal.file;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A table as a file. RFC 4180; a spreadsheet takes no cell for a formula. */
public final class CsvFile {
  private final StringBuilder text = new StringBuilder();

  /** A file with the names of its columns. */
  public CsvFile(List<String> head) {
    add(head);
  }

  /** Adds a row. */
  public void add(List<String> cells) {
    text.append(cells.stream().map(CsvFile::cell).collect(Collectors.joining(",", "", "\r\n")));
  }

  /** The file. */
  public byte[] toByteArray() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What a spreadsheet would compute gets a mark before it. */
  public static String cell(String text) {
    String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
