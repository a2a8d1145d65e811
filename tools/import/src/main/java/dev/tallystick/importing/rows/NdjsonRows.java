package dev.tallystick.importing.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tallystick.importing.mapping.FileForm;
import dev.tallystick.importing.mapping.Mapping;
import dev.tallystick.importing.mapping.RowValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * JSON documents, one a line. A column is a path such as {@code customer.id}; if the mapping names
 * an array of rows, each item is a row, and {@code items.price} is what the item says.
 */
final class NdjsonRows implements Rows {
  /** The most bytes of a line. */
  private static final int LONGEST_LINE = 4 * 1024 * 1024;

  private static final int DEEPEST = 64;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final InputStream content;
  private final Charset encoding;
  private final CountingStream counted;
  private final FileForm form;
  private final Set<String> blanks;
  private final Deque<Row> ahead = new ArrayDeque<>();
  private final byte[] buffer = new byte[64 * 1024];
  private int at;
  private int end;
  private long number;
  private long lineNumber;
  private long ended;

  NdjsonRows(InputStream content, CountingStream counted, Mapping mapping) throws IOException {
    this.form = mapping.file();
    boolean wide = AsUtf8.needs(form.encoding());
    this.content = wide ? AsUtf8.of(content, form.encoding()) : content;
    this.encoding = wide ? StandardCharsets.UTF_8 : form.encoding();
    this.counted = counted;
    this.blanks = Set.copyOf(form.blanks());
  }

  @Override
  public Optional<Row> next() throws IOException, UnreadableFileException {
    while (ahead.isEmpty()) {
      Optional<byte[]> line = line();
      if (line.isEmpty()) {
        return Optional.empty();
      }
      read(line.get());
    }
    return Optional.of(ahead.removeFirst());
  }

  private void read(byte[] line) throws IOException {
    JsonNode document;
    try {
      // Decoded here: left to itself, the parser guesses UTF-16 and UTF-32 too.
      String text =
          encoding
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(line))
              .toString();
      document = JSON.readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (JsonProcessingException | CharacterCodingException e) {
      ahead.add(new Row(++number, lineNumber, Optional.empty()));
      return;
    }
    if (!document.isObject()) {
      ahead.add(new Row(++number, lineNumber, Optional.empty()));
    } else if (form.rows().isEmpty()) {
      add(document, Optional.empty());
    } else {
      JsonNode items = at(document, form.rows().get());
      if (!items.isArray()) {
        ahead.add(new Row(++number, lineNumber, Optional.empty()));
      }
      for (JsonNode item : items.isArray() ? items : JSON.createArrayNode()) {
        add(document, Optional.of(item));
      }
    }
  }

  private void add(JsonNode document, Optional<JsonNode> item) {
    long row = ++number;
    ahead.add(new Row(row, lineNumber, Optional.of(new Values(row, document, item))));
  }

  /** The next line that is not empty, without its end. */
  private Optional<byte[]> line() throws IOException, UnreadableFileException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (at == end) {
        at = 0;
        end = Math.max(0, fill());
        if (end == 0) {
          lineNumber = ended + 1;
          return line.size() > 0 ? Optional.of(line.toByteArray()) : Optional.empty();
        }
      }
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, from, at - from);
      if (line.size() > LONGEST_LINE) {
        throw new UnreadableFileException(
            "after row %d: a line has more than %d bytes".formatted(number, LONGEST_LINE));
      }
      if (at < end) {
        at++;
        ended++;
        lineNumber = ended;
        if (!line.toString(StandardCharsets.ISO_8859_1).isBlank()) {
          return Optional.of(line.toByteArray());
        }
        line.reset();
      }
    }
  }

  private int fill() throws IOException, UnreadableFileException {
    try {
      return content.read(buffer);
    } catch (CharacterCodingException e) {
      throw new UnreadableFileException(
          "after row %d: the file is not in %s; set file.encoding in the mapping"
              .formatted(number, form.encoding().name()));
    }
  }

  private static JsonNode at(JsonNode from, String path) {
    JsonNode node = from;
    for (String name : path.split("\\.", -1)) {
      node = node.path(name);
    }
    return node;
  }

  @Override
  public long position() {
    return counted.count();
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  /** The texts of one document, or of one item of it. */
  private final class Values implements RowValues {
    private final long row;
    private final JsonNode document;
    private final Optional<JsonNode> item;
    private final long line = lineNumber;

    Values(long row, JsonNode document, Optional<JsonNode> item) {
      this.row = row;
      this.document = document;
      this.item = item;
    }

    @Override
    public Optional<String> find(String column) {
      JsonNode node = node(column);
      if (!node.isValueNode() || node.isNull()) {
        return Optional.empty();
      }
      String text = (node.isNumber() ? node.decimalValue().toPlainString() : node.asText()).strip();
      return text.isEmpty() || blanks.contains(text) ? Optional.empty() : Optional.of(text);
    }

    private JsonNode node(String column) {
      String within = form.rows().orElse("") + ".";
      return item.isPresent() && column.startsWith(within)
          ? at(item.get(), column.substring(within.length()))
          : at(document, column);
    }

    @Override
    public long number() {
      return row;
    }

    @Override
    public long line() {
      return line;
    }
  }
}
