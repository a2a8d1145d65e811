package dev.tallystick.importing.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.importing.ShippedMappings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped mapping, on an invented file of the same layout, and on the real one if it is there.
 */
class OnlineRetailTest {
  /** Where the real file lies on a machine that has it. */
  private static final Path REAL =
      Path.of(
          System.getProperty("tallystick.data", "/work/shared/data"),
          "online_retail_2010-12_2011-06.csv.gz");

  private static final String FILE =
      """
      InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
      500001,10001,BLUE TIN KETTLE,2,2025-01-10 09:00:00,12.50,90001,United Kingdom
      500001,10002,"TEA TOWEL, ""GARDEN""\",10,2025-01-10 09:00:00,1.255,90001,United Kingdom
      500002,10003,FIRST AID TIN,1,2025-02-01 10:30:00,4.95,90001,United Kingdom
      500002,10001,BLUE TIN KETTLE,1,2025-02-01 10:30:00,12.50,90001,United Kingdom
      500003,10004,WOODEN NATIVITY SET,1,2025-02-03 10:30:00,30.00,90002,United Kingdom
      500004,10001,BLUE TIN KETTLE,3,2025-02-05 12:00:00,12.50,,United Kingdom
      C500005,10001,BLUE TIN KETTLE,-1,2025-03-01 08:00:00,12.50,90001,United Kingdom
      500006,10001,BLUE TIN KETTLE,4,2025-07-01 08:00:00,12.50,90003,France
      500001,10005,PLASTERCAST MOULD,1,2025-01-10 09:01:00,3.00,90001,United Kingdom
      500007,10001,BLUE TIN KETTLE,many,2025-07-01 08:00:00,12.50,90003,France
      500008,10001,BLUE TIN KETTLE,1,2024-06-30 08:00:00,12.50,90003,France
      """;

  @TempDir private Path folder;

  private FileLines lines(byte[] content) throws Exception {
    return FileLines.of(ShippedMappings.read("online-retail"), folder, content);
  }

  private FileLines lines() throws Exception {
    return lines(FILE.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void rowsOfAnInvoice_areOneRecord_whereverTheyStand() throws Exception {
    List<JsonObject> orders = lines().of("SHOPPING.ORDER");

    assertThat(orders).hasSize(5);
    JsonObject late = orders.get(3);
    assertThat(FileLines.fields(late))
        .isEqualTo(
            "{\"amount\":4055,\"currency\":\"GBP\",\"kind\":\"PURCHASE\",\"lines\":3,\"order\":\"500001\"}");
    assertThat(late.getString("observedAt")).isEqualTo("2025-01-10T09:00:00.000Z");
    assertThat(late.getObject("identifier").getString("value")).isEqualTo("90001");
    assertThat(FileLines.fields(orders.get(1)))
        .contains("\"kind\":\"RETURN\"")
        .contains("\"amount\":-1250");
    // In July the shop's clocks are an hour ahead of UTC.
    assertThat(orders.get(2).getString("observedAt")).isEqualTo("2025-07-01T07:00:00.000Z");
  }

  @Test
  void prohibitedGoods_areDroppedBeforeAnythingIsAddedUp() throws Exception {
    FileLines made = lines();

    assertThat(made.left()).containsEntry("SHOPPING.HEALTH", 1L);
    assertThat(made.left()).containsEntry("SHOPPING.RELIGIOUS", 1L);
    assertThat(FileLines.fields(made.of("SHOPPING.ORDER").get(0))).contains("\"amount\":1250");
    assertThat(made.lines())
        .contains(JsonObject.builder().put("category", "SHOPPING.HEALTH").build());
    assertThat(made.lines().toString()).doesNotContain("90002");
    // A part of a word is no word.
    assertThat(made.left().get("SHOPPING.HEALTH")).isEqualTo(1);
  }

  @Test
  void rowsThatCannotBeRead_areRefusedWithTheirReason() throws Exception {
    FileLines made = lines();

    assertThat(made.left()).containsEntry("PERSON_MISSING", 1L).containsEntry("NUMBER_INVALID", 1L);
    assertThat(made.outcomes().rows()).isEqualTo(11);
  }

  @Test
  void summary_isOverTwelveMonthsUpToTheNewestRow() throws Exception {
    List<JsonObject> people = lines().of("SHOPPING.AGGREGATE");

    assertThat(people).hasSize(2);
    // 40.55 + 12.50 bought, 12.50 sent back: 40.55 spent, 23.56 % of the money.
    assertThat(FileLines.fields(people.get(0))).isEqualTo("{\"returnRate\":24,\"spendBand\":0}");
    // 50.00; the order of June 2024 is older than twelve months.
    assertThat(FileLines.fields(people.get(1))).isEqualTo("{\"returnRate\":0,\"spendBand\":1}");
    assertThat(people.get(1).getString("observedAt")).isEqualTo("2025-07-01T07:00:00.000Z");
  }

  @Test
  void compressedFile_givesTheSameLines() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(FILE.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(lines(packed.toByteArray()).lines()).isEqualTo(lines().lines());
  }

  @Test
  void realFile_isReadToItsEnd() throws Exception {
    assumeThat(Files.exists(REAL)).as("%s is not on this machine", REAL).isTrue();

    FileLines made = FileLines.of(ShippedMappings.read("online-retail"), REAL);

    assertThat(made.outcomes().rows()).isEqualTo(245_903);
    assertThat(made.left())
        .containsOnlyKeys("PERSON_MISSING", "SHOPPING.HEALTH", "SHOPPING.RELIGIOUS");
    assertThat(made.of("SHOPPING.AGGREGATE")).hasSizeGreaterThan(2_990);
  }
}
