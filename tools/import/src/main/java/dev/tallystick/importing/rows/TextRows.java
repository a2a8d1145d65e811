package dev.tallystick.importing.rows;

import dev.tallystick.importing.mapping.FileForm;
import dev.tallystick.importing.mapping.Mapping;
import dev.tallystick.importing.mapping.RowValues;
import dev.tallystick.importing.mapping.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of a text without a separator: columns of fixed width, or columns parted by runs of
 * blanks. Empty lines are no rows.
 */
final class TextRows implements Rows {
  private static final int LONGEST_LINE = 1_000_000;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final BufferedReader text;
  private final CountingStream counted;
  private final FileForm form;
  private final Set<String> blanks;
  private final ColumnNames columns;
  private long line;
  private long number;

  TextRows(InputStream content, CountingStream counted, Mapping mapping)
      throws IOException, UnreadableFileException {
    this.form = mapping.file();
    this.counted = counted;
    this.blanks = Set.copyOf(form.blanks());
    this.text =
        new BufferedReader(
            new InputStreamReader(
                content,
                form.encoding()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    for (int i = 0; i < form.skip(); i++) {
      if (read().isEmpty()) {
        throw new UnreadableFileException("the file has no more than " + form.skip() + " lines");
      }
    }
    this.columns = new ColumnNames(names(), mapping);
  }

  private List<String> names() throws IOException, UnreadableFileException {
    if (!form.spans().isEmpty()) {
      return List.copyOf(form.spans().keySet());
    }
    if (!form.columns().isEmpty()) {
      return form.columns();
    }
    return parts(filled().orElseThrow(() -> new UnreadableFileException("the file is empty")));
  }

  @Override
  public Optional<Row> next() throws IOException, UnreadableFileException {
    Optional<String> found = filled();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<String> parts = parts(found.get());
    number++;
    return Optional.of(
        new Row(
            number,
            line,
            parts.size() == columns.width()
                ? Optional.of(new Values(number, line, parts))
                : Optional.empty()));
  }

  /** The texts of a line, by the layout. */
  private List<String> parts(String found) {
    if (form.spans().isEmpty()) {
      return List.of(found.strip().split("[ \\t]+"));
    }
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, Span> span : form.spans().entrySet()) {
      parts.add(span.getValue().of(found));
    }
    return parts;
  }

  /** The next line that is not empty. */
  private Optional<String> filled() throws IOException, UnreadableFileException {
    Optional<String> found = read();
    while (found.isPresent() && found.get().isBlank()) {
      found = read();
    }
    return found;
  }

  /** The next line, without its end; never more of it than is allowed. */
  private Optional<String> read() throws IOException, UnreadableFileException {
    StringBuilder found = new StringBuilder();
    try {
      int next = text.read();
      if (next < 0) {
        return Optional.empty();
      }
      while (next >= 0 && next != '\n') {
        found.append((char) next);
        if (found.length() > LONGEST_LINE) {
          throw new UnreadableFileException(
              "line %d has more than %d characters".formatted(line + 1, LONGEST_LINE));
        }
        next = text.read();
      }
    } catch (CharacterCodingException e) {
      throw new UnreadableFileException(
          "after line %d: the file is not in %s; set file.encoding in the mapping"
              .formatted(line, form.encoding().name()));
    }
    line++;
    if (line == 1 && !found.isEmpty() && found.charAt(0) == BYTE_ORDER_MARK) {
      found.deleteCharAt(0);
    }
    if (!found.isEmpty() && found.charAt(found.length() - 1) == '\r') {
      found.setLength(found.length() - 1);
    }
    return Optional.of(found.toString());
  }

  @Override
  public long position() {
    return counted.count();
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  /** The texts of one line. */
  private final class Values implements RowValues {
    private final long row;
    private final long at;
    private final List<String> parts;

    Values(long row, long at, List<String> parts) {
      this.row = row;
      this.at = at;
      this.parts = parts;
    }

    @Override
    public Optional<String> find(String column) {
      return columns
          .find(column)
          .map(index -> parts.get(index).strip())
          .filter(found -> !found.isEmpty() && !blanks.contains(found));
    }

    @Override
    public long number() {
      return row;
    }

    @Override
    public long line() {
      return at;
    }
  }
}
