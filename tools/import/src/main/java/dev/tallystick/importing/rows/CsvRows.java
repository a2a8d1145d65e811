package dev.tallystick.importing.rows;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.tallystick.importing.mapping.FileForm;
import dev.tallystick.importing.mapping.Mapping;
import dev.tallystick.importing.mapping.RowValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The records of a CSV file (RFC 4180, with another separator if the mapping says so). */
final class CsvRows implements Rows {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private final CountingStream counted;
  private final FileForm form;
  private final ColumnNames columns;
  private final Set<String> blanks;
  private long number;

  CsvRows(InputStream content, CountingStream counted, Mapping mapping)
      throws IOException, UnreadableFileException {
    this.form = mapping.file();
    this.counted = counted;
    this.blanks = Set.copyOf(form.blanks());
    Reader text =
        new InputStreamReader(
            content,
            form.encoding()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    this.reader =
        CsvReader.builder()
            .fieldSeparator(form.separator())
            .quoteCharacter(form.quote())
            .skipEmptyLines(true)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(withoutMark(text));
    skip();
    this.records = reader.iterator();
    this.columns = new ColumnNames(form.columns().isEmpty() ? heading() : form.columns(), mapping);
  }

  /** Passes over the lines that stand before the names of the columns. */
  private void skip() throws IOException, UnreadableFileException {
    try {
      reader.skipLines(form.skip());
    } catch (CsvParseException e) {
      throw new UnreadableFileException("the file has no more than " + form.skip() + " lines");
    } catch (UncheckedIOException e) {
      throw unreadable(e);
    }
  }

  private List<String> heading() throws IOException, UnreadableFileException {
    CsvRecord first = record().orElseThrow(() -> new UnreadableFileException("the file is empty"));
    return first.getFields();
  }

  private Reader withoutMark(Reader text) throws IOException, UnreadableFileException {
    PushbackReader plain = new PushbackReader(text, 1);
    try {
      int first = plain.read();
      if (first >= 0 && first != BYTE_ORDER_MARK) {
        plain.unread(first);
      }
    } catch (CharacterCodingException e) {
      throw unreadable(new UncheckedIOException(e));
    }
    return plain;
  }

  @Override
  public Optional<Row> next() throws IOException, UnreadableFileException {
    Optional<CsvRecord> record = record();
    if (record.isEmpty()) {
      return Optional.empty();
    }
    long row = ++number;
    CsvRecord fields = record.get();
    return Optional.of(
        new Row(
            row,
            fields.getStartingLineNumber(),
            fields.getFieldCount() == columns.width()
                ? Optional.of(new Values(row, fields))
                : Optional.empty()));
  }

  private Optional<CsvRecord> record() throws IOException, UnreadableFileException {
    try {
      return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
    } catch (CsvParseException e) {
      throw new UnreadableFileException(
          "after row %d: the file is no CSV with this separator and these quotes"
              .formatted(number));
    } catch (UncheckedIOException e) {
      throw unreadable(e);
    }
  }

  /** What is said of bytes that are no text; throws what else keeps the file from being read. */
  private UnreadableFileException unreadable(UncheckedIOException e) throws IOException {
    if (e.getCause() instanceof CharacterCodingException) {
      return new UnreadableFileException(
          "after row %d: the file is not in %s; set file.encoding in the mapping"
              .formatted(number, form.encoding().name()));
    }
    throw e.getCause();
  }

  @Override
  public long position() {
    return counted.count();
  }

  @Override
  public void close() throws IOException {
    records.close();
    reader.close();
  }

  /** The texts of one record. */
  private final class Values implements RowValues {
    private final long row;
    private final CsvRecord fields;

    Values(long row, CsvRecord fields) {
      this.row = row;
      this.fields = fields;
    }

    @Override
    public Optional<String> find(String column) {
      return columns
          .find(column)
          .map(index -> fields.getField(index).strip())
          .filter(text -> !text.isEmpty() && !blanks.contains(text));
    }

    @Override
    public long number() {
      return row;
    }

    @Override
    public long line() {
      return fields.getStartingLineNumber();
    }
  }
}
