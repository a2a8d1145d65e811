package dev.tallystick.importing.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.importing.ShippedMappings;
import dev.tallystick.importing.mapping.MalformedMappingException;
import dev.tallystick.importing.mapping.Mapping;
import dev.tallystick.importing.rows.UnreadableFileException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as other shops write them, each with nothing but a mapping. */
class OtherLayoutsTest {
  private static final Path LOANS =
      Path.of(
          System.getProperty("tallystick.data", "/work/shared/data"),
          "south_german_credit_700.csv");

  private static final String CONTINENTAL =
      """
      mapping: laden
      file: {format: csv, separator: ";", encoding: windows-1252, blanks: ["-"]}
      currency: EUR
      zone: Europe/Vienna
      numbers: {decimal: ",", thousands: ".", ignore: "€"}
      person: {scheme: PHONE, value: {column: Telefon}}
      source: Bestellungen
      basis: {kind: CONSENT, ref: agb-3}
      leaveOut:
        test orders: {column: Kanal, is: [TEST]}
        cancelled before dispatch: {all: [{column: Status, is: [storniert]}, {column: Betrag, below: 1}]}
      records:
        - category: SHOPPING.ORDER
          observedAt: {column: Datum, pattern: "d.M.yyyy"}
          fields:
            number: {column: Nr}
            amount: {column: Betrag, as: minor}
            place: {column: Ort, optional: true}
            paid: {column: Bezahlt, words: {ja: {flag: true}, nein: {flag: false}}}
      """;

  private static final String FIXED_ORDERS =
      """
      mapping: mainframe
      file: %s
      currency: EUR
      person: {scheme: CUSTOMER_NO, value: {column: who}}
      source: orders
      basis: {kind: CONTRACT, ref: t-1}
      records:
        - category: SHOPPING.ORDER
          observedAt: {column: when, pattern: "uuuu-MM-dd"}
          fields:
            amount: {column: amount, as: minor}
      """;

  private static final String ORDERS =
      """
      mapping: nested
      file: {format: ndjson, rows: items}
      currency: USD
      person: {scheme: ID_CARD, value: {column: customer.document}}
      source: order events
      basis: {kind: CONTRACT, ref: t-1}
      group: {by: id}
      records:
        - category: SHOPPING.ORDER
          observedAt: {column: placed, epoch: seconds}
          fields:
            order: {column: id}
            pieces: {sum: {column: items.count}}
            amount: {sum: {times: [items.count, items.price]}, as: minor}
            gift: {when: {column: gift, is: ["true"]}}
            returned: {count: rows, when: {column: items.state, is: [returned]}}
      """;

  @TempDir private Path folder;

  private FileLines lines(String mapping, String content, Charset charset) throws Exception {
    return FileLines.of(
        mapping.getBytes(StandardCharsets.UTF_8), folder, content.getBytes(charset));
  }

  @Test
  void csv_withOtherMarksDatesAndEncoding() throws Exception {
    FileLines made =
        lines(
            CONTINENTAL,
            """
            Nr;Datum;Telefon;Betrag;Ort;Bezahlt;Kanal;Status
            1;3.2.2026;+43 1 00 00 01;1.234,50 €;Köln;ja;WEB;
            2;31.1.2026;+43 1 00 00 02;-;Graz;nein;WEB;
            3;31.2.2026;+43 1 00 00 02;1,00;Graz;nein;WEB;
            4;1.2.2026;+43 1 00 00 02;9,99;-;vielleicht;WEB;
            5;1.2.2026;+43 1 00 00 02;9,99;-;nein;TEST;
            6;1.2.2026;+43 1 00 00 02;0,00;-;nein;WEB;storniert
            7;1.2.2026;+43 1 00 00 02;9,99
            8;1.2.2026;+43 1 00 00 02;9,99;-;nein;WEB;storniert
            """,
            Charset.forName("windows-1252"));

    List<JsonObject> orders = made.of("SHOPPING.ORDER");
    assertThat(orders).hasSize(2);
    assertThat(FileLines.fields(orders.get(0)))
        .isEqualTo("{\"amount\":123450,\"number\":\"1\",\"paid\":true,\"place\":\"Köln\"}");
    assertThat(orders.get(0).getString("observedAt")).isEqualTo("2026-02-02T23:00:00.000Z");
    assertThat(FileLines.fields(orders.get(1)))
        .isEqualTo("{\"amount\":999,\"number\":\"8\",\"paid\":false}");
    assertThat(made.left())
        .containsEntry("VALUE_MISSING", 1L)
        .containsEntry("TIME_INVALID", 1L)
        .containsEntry("WORD_UNKNOWN", 1L)
        .containsEntry("ROW_MALFORMED", 1L)
        .containsEntry("test orders", 1L)
        .containsEntry("cancelled before dispatch", 1L)
        .hasSize(6);
  }

  @Test
  void ndjson_withItemsInsideOfOrders() throws Exception {
    FileLines made =
        lines(
            ORDERS,
            """
            {"id": "A", "placed": 1767225600, "gift": true, "customer": {"document": "XX000001"}, "items": [{"count": 2, "price": 9.995}, {"count": 1, "price": 5, "state": "returned"}]}

            {"id": "B", "placed": "a while ago", "customer": {"document": "XX000002"}, "items": [{"count": 1, "price": 1}]}
            {"id": "C", "id": "D", "items": []}
            not JSON
            {"id": "E", "placed": 1767225600, "customer": {"document": "XX000003"}}
            """,
            StandardCharsets.UTF_8);

    assertThat(made.of("SHOPPING.ORDER")).hasSize(1);
    JsonObject order = made.of("SHOPPING.ORDER").get(0);
    assertThat(FileLines.fields(order))
        .isEqualTo("{\"amount\":2499,\"gift\":true,\"order\":\"A\",\"pieces\":3,\"returned\":1}");
    assertThat(order.getString("observedAt")).isEqualTo("2026-01-01T00:00:00.000Z");
    assertThat(made.left()).containsEntry("ROW_MALFORMED", 3L).containsEntry("TIME_INVALID", 1L);
  }

  @Test
  void ndjson_ofBytesThatAreNoText_isARowThatCannotBeRead() throws Exception {
    byte[] wide = {0, 0, 0, '{', 0x73, 0x60, 0x6c, 0x70, '\n', '{', '"', (byte) 0xc3, '"', '}'};

    FileLines made = FileLines.of(ORDERS.getBytes(StandardCharsets.UTF_8), folder, wide);

    assertThat(made.lines()).isEmpty();
    assertThat(made.left()).containsEntry("ROW_MALFORMED", 2L);
  }

  @Test
  void aColumnThatTheFileHasNot_isFoundBeforeAnythingIsMade() {
    assertThatThrownBy(() -> lines(CONTINENTAL, "Nr;Datum\n1;1.1.2026\n", StandardCharsets.UTF_8))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("line 6 of the mapping")
        .hasMessageContaining("Telefon");
  }

  @Test
  void aFileInAnotherEncoding_isToldWithTheRow() {
    String latin = CONTINENTAL.replace("windows-1252", "UTF-8");
    String file =
        """
        Nr;Datum;Telefon;Betrag;Ort;Bezahlt;Kanal;Status
        1;3.2.2026;+43 1 00 00 01;1,50;Köln;ja;WEB;
        """;

    assertThatThrownBy(() -> lines(latin, file, StandardCharsets.ISO_8859_1))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void onePersonsGroupWithAnothersRow_isRefusedAsAWhole() throws Exception {
    String mapping =
        ORDERS.replace("{format: ndjson, rows: items}", "{format: ndjson}").replace("items.", "");
    FileLines made =
        lines(
            mapping,
            """
            {"id":"A","placed":1767225600,"customer":{"document":"XX000001"},"count":1,"price":1}
            {"id":"A","placed":1767225600,"customer":{"document":"XX000002"},"count":1,"price":1}
            {"id":"A","placed":1767225600,"customer":{"document":"XX000001"},"count":1,"price":1}
            """,
            StandardCharsets.UTF_8);

    assertThat(made.lines()).isEmpty();
    assertThat(made.left())
        .containsEntry("PERSON_DIFFERS", 1L)
        .containsEntry("GROUP_INCOMPLETE", 2L);
  }

  @Test
  void southGermanCredit_marksWhatWentBadlyAsAdverse() throws Exception {
    FileLines made =
        FileLines.of(
            ShippedMappings.read("south-german-credit"),
            folder,
            """
            status,duration,credit_history,purpose,amount,savings,employment_duration,installment_rate,personal_status_sex,other_debtors,present_residence,property,age,other_installment_plans,housing,number_credits,job,people_liable,telephone,foreign_worker,credit_risk
            1,9,2,3,1366,1,2,3,2,1,4,2,22,3,1,1,3,2,1,2,0
            4,12,4,0,900,1,3,4,1,1,4,3,31,3,1,1,3,2,1,2,1
            """
                .getBytes(StandardCharsets.UTF_8));

    List<JsonObject> loans = made.of("LOAN.PERFORMANCE");
    assertThat(loans).hasSize(2);
    assertThat(loans.get(0).getBoolean("adverse")).isTrue();
    assertThat(loans.get(1).getBoolean("adverse")).isFalse();
    assertThat(loans.get(0).getObject("identifier").getString("value")).isEqualTo("SGC-1");
    assertThat(FileLines.fields(loans.get(0)))
        .isEqualTo(
            "{\"amount\":136600,\"currency\":\"DEM\",\"history\":\"NONE_OR_PAID\",\"loan\":\"FURNITURE\",\"months\":9,\"outcome\":\"BAD\"}");
  }

  @Test
  void realLoans_areReadToTheirEnd() throws Exception {
    assumeThat(Files.exists(LOANS)).as("%s is not on this machine", LOANS).isTrue();

    FileLines made = FileLines.of(ShippedMappings.read("south-german-credit"), LOANS);

    assertThat(made.of("LOAN.PERFORMANCE")).hasSize(700);
    assertThat(made.left()).isEmpty();
  }

  /** Of a mainframe: no separator, no names; the columns stand where they stand. */
  @Test
  void columnsOfFixedWidth_areReadByTheirPlaces() throws Exception {
    String mapping =
        FIXED_ORDERS.formatted(
            "{format: fixed, skip: 1, columns: {who: 1-7, when: 9-18, amount: 19-26}}");
    String file =
        """
        CUSTOMER DATE      AMOUNT
        1000001 2026-02-03   49.90

        1000002 2026-02-04  129.00
        1000003 2026-02-05
        """;

    FileLines made = FileLines.of(bytes(mapping), folder, bytes(file));

    assertThat(made.of("SHOPPING.ORDER"))
        .extracting(FileLines::fields)
        .containsExactly("{\"amount\":4990}", "{\"amount\":12900}");
    assertThat(made.left()).containsExactly(entry("VALUE_MISSING", 1L));
    assertThat(firstLines(made)).as("as an editor counts").containsExactly(5L);
  }

  @Test
  void columnsPartedByRunsOfBlanks_areReadByTheirNames() throws Exception {
    String mapping = FIXED_ORDERS.formatted("{format: blanks}");
    String file =
        "who      when        amount\n 1000001   2026-02-03\t 49.90  \n1000002 2026-02-04\n";

    FileLines made = FileLines.of(bytes(mapping), folder, bytes(file));

    assertThat(made.of("SHOPPING.ORDER"))
        .extracting(FileLines::fields)
        .containsExactly("{\"amount\":4990}");
    assertThat(made.left()).containsExactly(entry("ROW_MALFORMED", 1L));
    assertThat(firstLines(made)).containsExactly(3L);
  }

  @Test
  void lines_areCountedAsAnEditorDoes_alsoWithin() throws Exception {
    String mapping = FIXED_ORDERS.formatted("{format: csv, skip: 2}");
    String file =
        "a remark\nanother\nwho,when,amount,note\n1,2026-02-03,1.00,\"two\nlines\"\n\n2,2026-02-03,x,\n";

    FileLines made = FileLines.of(bytes(mapping), folder, bytes(file));

    assertThat(made.of("SHOPPING.ORDER")).hasSize(1);
    assertThat(firstLines(made)).containsExactly(7L);
  }

  @Test
  void placesThatAreNone_areRefusedWithTheMapping() {
    for (String file :
        List.of(
            "{format: fixed}",
            "{format: fixed, columns: [who, when, amount]}",
            "{format: fixed, columns: {who: 7-1, when: 9-18, amount: 19-26}}",
            "{format: fixed, separator: \";\", columns: {who: 1-7, when: 9-18, amount: 19-26}}",
            "{format: blanks, quote: \"'\"}")) {
      assertThatThrownBy(() -> Mapping.parse(bytes(FIXED_ORDERS.formatted(file))))
          .as(file)
          .isInstanceOf(MalformedMappingException.class);
    }
  }

  private static List<Long> firstLines(FileLines made) {
    return made.outcomes().left().values().iterator().next().first();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
