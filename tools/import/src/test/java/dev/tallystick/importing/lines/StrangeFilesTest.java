package dev.tallystick.importing.lines;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.importing.rows.UnreadableFileException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that shops have and that no textbook shows. */
class StrangeFilesTest {
  private static final String ONE_CELL =
      """
      mapping: one-cell
      file:
        format: csv
        separator: "\\t"
        items: {column: goods, separator: "|", parts: [article, pieces, price], between: ":"}
      currency: {column: price, contains: {$: USD, CA$: CAD}}
      numbers: {thousands: ",", ignore: "CA$"}
      person: {scheme: CUSTOMER_NO, value: {column: customer}}
      source: orders
      basis: {kind: CONTRACT, ref: t-1}
      prohibited: [{category: SHOPPING.HEALTH, column: article, words: [plaster]}]
      group: {by: order}
      records:
        - category: SHOPPING.ORDER
          observedAt: {column: placed, epoch: excel}
          fields:
            order: {column: order}
            lines: {count: rows}
            pieces: {sum: {column: pieces}}
            amount: {sum: {times: [pieces, price]}, as: minor}
            currency: {currency: row}
      """;

  @TempDir private Path folder;

  private FileLines lines(String mapping, String content, Charset charset) throws Exception {
    return FileLines.of(mapping.getBytes(UTF_8), folder, content.getBytes(charset));
  }

  @Test
  void severalThingsInOneCell_areRowsOfOneOrder() throws Exception {
    FileLines made =
        lines(
            ONE_CELL,
            """
            order\tplaced\tcustomer\tgoods\t\t
            7\t46023.5\tc-1\t"Kettle: large:2:$1,029.00 | Plaster:1:$3.00
            |Chair:1:$49.90|"\t\t
            8\t46024\tc-2\tLamp:1:CA$9.99\t\t
            9\t46024\tc-3\tLamp:1:CA$9.99|Bulb:2:$1.00\t\t
            10\t46024\tc-4\t\t\t
            11\t46024\tc-5\tLamp\t\t
            """,
            UTF_8);

    assertThat(made.of("SHOPPING.ORDER").stream().map(FileLines::fields))
        .containsExactly(
            "{\"amount\":210790,\"currency\":\"USD\",\"lines\":2,\"order\":\"7\",\"pieces\":3}",
            "{\"amount\":999,\"currency\":\"CAD\",\"lines\":1,\"order\":\"8\",\"pieces\":1}");
    assertThat(made.of("SHOPPING.ORDER").get(0).getString("observedAt"))
        .isEqualTo("2026-01-01T12:00:00.000Z");
    assertThat(made.left())
        .containsEntry("SHOPPING.HEALTH", 1L)
        .containsEntry("CURRENCY_DIFFERS", 1L)
        .containsEntry("GROUP_INCOMPLETE", 1L)
        .containsEntry("VALUE_MISSING", 2L)
        .hasSize(4);
  }

  private static final String EVENTS =
      """
      mapping: events
      file: {format: ndjson, encoding: ENCODING}
      person: {scheme: CUSTOMER_NO, value: {column: who.no}}
      source: events
      basis: {kind: CONTRACT, ref: t-1}
      records:
        - category: SHOPPING.ORDER
          observedAt: {column: at, epoch: seconds}
          fields:
            order: {column: id}
            place: {column: place}
      """;

  private static final String TWO_EVENTS =
      """
      \uFEFF{"id": "A", "at": 1767225600.25, "who": {"no": 7}, "place": "Köln \uD83D\uDE00"}
      {"id": "B", "at": 1767225601, "who": {"no": 8}, "place": "Łódź"}
      """;

  @Test
  void ndjson_isReadWithItsMarkInAnyEncoding() throws Exception {
    for (Charset charset : List.of(UTF_8, UTF_16LE)) {
      FileLines made = lines(EVENTS.replace("ENCODING", charset.name()), TWO_EVENTS, charset);

      assertThat(made.of("SHOPPING.ORDER").stream().map(FileLines::fields))
          .as(charset.name())
          .containsExactly(
              "{\"order\":\"A\",\"place\":\"Köln \uD83D\uDE00\"}",
              "{\"order\":\"B\",\"place\":\"Łódź\"}");
      assertThat(made.of("SHOPPING.ORDER").get(0).getString("observedAt"))
          .isEqualTo("2026-01-01T00:00:00.250Z");
    }
  }

  @Test
  void ndjson_thatIsNotInItsWideEncoding_isNoFileOfTheMapping() {
    String mapping = EVENTS.replace("ENCODING", "UTF-16");
    byte[] halfACharacter = (TWO_EVENTS.substring(1) + "x").getBytes(UTF_16);
    halfACharacter[halfACharacter.length - 2] = (byte) 0xD8;

    assertThatThrownBy(() -> FileLines.of(mapping.getBytes(UTF_8), folder, halfACharacter))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("not in UTF-16");
  }

  private static final String TWICE =
      """
      mapping: twice
      file: {format: csv}
      person: {scheme: CUSTOMER_NO, value: {column: customer}}
      source: orders
      basis: {kind: CONTRACT, ref: t-1}
      records:
        - category: SHOPPING.ORDER
          observedAt: {column: day, pattern: uuuu-MM-dd}
          fields: {order: {column: id}}
      """;

  @Test
  void aColumnThatIsThereTwice_mattersOnlyIfItIsNamed() throws Exception {
    assertThat(
            lines(
                    TWICE,
                    "id,customer,note,note,,\n1,c-1,a,b,,\n".replace("note,,", "note,day,"),
                    UTF_8)
                .left())
        .containsEntry("VALUE_MISSING", 1L);
    assertThat(
            lines(TWICE, "id,customer,day,note,note,,\n1,c-1,2026-02-03,a,b,,\n", UTF_8)
                .of("SHOPPING.ORDER"))
        .hasSize(1);
    assertThatThrownBy(() -> lines(TWICE, "id,customer,day,day\n", UTF_8))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("line 8 of the mapping")
        .hasMessageContaining("\"day\"")
        .hasMessageContaining("file.skip");

    String named =
        TWICE.replace("format: csv", "format: csv, skip: 1, columns: [id, customer, day, sent]");
    assertThat(lines(named, "id,customer,day,day\n1,c-1,2026-02-03,2026-02-04\n", UTF_8).lines())
        .hasSize(1);
  }
}
