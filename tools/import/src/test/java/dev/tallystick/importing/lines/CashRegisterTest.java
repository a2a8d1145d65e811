package dev.tallystick.importing.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.importing.rows.UnreadableFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The journal of tills in several countries: a heading for people, names of months, date and time
 * apart, receipts told by shop and number, amounts in what the customer paid with.
 */
class CashRegisterTest {
  private static final String MAPPING =
      """
      mapping: kassenjournal
      file: {format: csv, separator: ";", quote: "'", skip: 2, encoding: ISO-8859-1}
      currency: {column: Währung, words: {€: EUR, Fr.: CHF}}
      zone: Europe/Berlin
      language: de
      numbers: {decimal: ",", thousands: "."}
      person: {scheme: CUSTOMER_NO, value: {column: Kundenkarte}}
      source: Kassenjournal
      basis: {kind: CONTRACT, ref: karte-2}
      group: {by: [Filiale, Bon]}
      records:
        - category: SHOPPING.ORDER
          observedAt: {columns: [Datum, Uhrzeit], pattern: "d. MMMM uuuu HH:mm"}
          fields:
            shop: {column: Filiale}
            amount: {sum: {times: [Menge, Preis], plus: [Pfand], less: [Rabatt, Gutschein]}, as: minor}
            currency: {currency: row}
      summary:
        category: SHOPPING.AGGREGATE
        months: 12
        totals:
          spent: {sum: {times: [Menge, Preis]}, as: minor}
        fields:
          spent: {total: spent}
      """;

  private static final String HEADING =
      """
      Kassenjournal der Filialen;;
      "Stand: 1.1.2026
      Filiale;Bon;Datum;Uhrzeit;Kundenkarte;Artikel;Menge;Preis;Pfand;Rabatt;Gutschein;Währung
      """;

  @TempDir private Path folder;

  private FileLines lines(String content) throws Exception {
    return FileLines.of(
        MAPPING.getBytes(StandardCharsets.UTF_8),
        folder,
        content.replace("€", "EUR").getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void receipts_areReadInTheirOwnCurrency() throws Exception {
    FileLines made =
        lines(
            HEADING
                + """
                Köln;17;3. März 2025;08:05;K-1;'Saft; süß';6;1,29;0,25;;;€
                Basel;17;14. Dezember 2025;18:30;K-2;Käse;1,5;1.012,40;;12,00;10;Fr.
                Köln;17;3. März 2025;08:05;K-1;Saft;-1;1,29;-0,25;;;EUR
                Osaka;1;1. Januar 2025;12:00;K-3;Tee;2;350;;;;JPY
                """);

    List<JsonObject> receipts = made.of("SHOPPING.ORDER");
    assertThat(receipts).hasSize(3);
    assertThat(FileLines.fields(receipts.get(0)))
        .isEqualTo("{\"amount\":149660,\"currency\":\"CHF\",\"shop\":\"Basel\"}");
    assertThat(receipts.get(0).getString("observedAt")).isEqualTo("2025-12-14T17:30:00.000Z");
    assertThat(FileLines.fields(receipts.get(1)))
        .isEqualTo("{\"amount\":645,\"currency\":\"EUR\",\"shop\":\"Köln\"}");
    assertThat(FileLines.fields(receipts.get(2)))
        .isEqualTo("{\"amount\":700,\"currency\":\"JPY\",\"shop\":\"Osaka\"}");
    assertThat(made.left()).isEmpty();
  }

  @Test
  void amountsInTwoCurrencies_areNotAddedUp() throws Exception {
    FileLines made =
        lines(
            HEADING
                + """
                Köln;1;3. März 2025;08:05;K-1;Saft;1;1,00;;;;EUR
                Köln;1;3. März 2025;08:05;K-1;Saft;1;1,00;;;;CHF
                Köln;2;3. März 2025;08:05;K-2;Saft;1;1,00;;;;EUR
                Basel;2;4. März 2025;08:05;K-2;Saft;1;1,00;;;;CHF
                Köln;3;3. März 2025;08:05;K-3;Saft;1;1,00;;;;EUR
                Köln;4;3. März 2025;08:05;K-3;Saft;1;1,00;;;;Taler
                """);

    assertThat(made.of("SHOPPING.ORDER")).hasSize(3);
    assertThat(made.of("SHOPPING.AGGREGATE")).hasSize(1);
    assertThat(FileLines.fields(made.of("SHOPPING.AGGREGATE").get(0))).isEqualTo("{\"spent\":100}");
    assertThat(made.left())
        // A receipt, and a person over all receipts.
        .containsEntry("CURRENCY_DIFFERS", 2L)
        .containsEntry("CURRENCY_UNKNOWN", 1L);
  }

  @Test
  void rowsOfNoReceipt_areRefused() throws Exception {
    FileLines made = lines(HEADING + "Köln;;3. März 2025;08:05;K-1;Saft;1;1,00;;;;EUR\n");

    assertThat(made.lines()).isEmpty();
    assertThat(made.left()).containsEntry("VALUE_MISSING", 1L);
  }

  @Test
  void fileThatEndsInItsHeading_isNone() {
    assertThatThrownBy(() -> lines("Kassenjournal\n"))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("2 lines");
  }

  @Test
  void markOfTheEncoding_isNoPartOfTheFirstColumn() throws Exception {
    String named =
        MAPPING
            .replace("skip: 2, encoding: ISO-8859-1", "columns: [" + columns() + "]")
            .replace("quote: \"'\", ", "");

    FileLines made =
        FileLines.of(
            named.getBytes(StandardCharsets.UTF_8),
            folder,
            "\uFEFFKöln;1;3. März 2025;08:05;K-1;Saft;1;1,00;;;;€\n"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(FileLines.fields(made.of("SHOPPING.ORDER").get(0))).contains("\"shop\":\"Köln\"");
  }

  private static String columns() {
    return HEADING.lines().skip(2).findFirst().orElseThrow().replace(";", ", ");
  }
}
