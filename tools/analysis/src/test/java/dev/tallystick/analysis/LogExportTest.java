package dev.tallystick.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.tally.market.BundleSample;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketLog;
import dev.tallystick.tlog.Merkle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogExportTest {
  @TempDir private static Path folder;
  private final BundleSample sample = SampleExport.sample();
  private Path export;

  @BeforeAll
  void exportOnce() {
    export = folder.resolve("export");
    SampleExport.Answer answer =
        SampleExport.run(SampleExport.openings(sample), "export", export.toString());
    assertThat(answer.err()).isEmpty();
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.lines())
        .contains(
            "entries.parquet: " + sample.market().log().size() + " rows",
            "releases.parquet: 4 rows");
  }

  private List<String> query(String sql) {
    SampleExport.Answer answer = SampleExport.query(export, sql);
    assertThat(answer.err()).isEmpty();
    return answer.lines();
  }

  @Test
  void entries_areThoseOfTheLog() {
    MarketLog log = sample.market().log();
    List<String> found = query("select log_index, entry from entries order by log_index");

    assertThat(found).hasSize(1 + log.size());
    for (int i = 0; i < log.size(); i++) {
      assertThat(found.get(i + 1)).isEqualTo(i + "," + log.entry(i).hex());
    }
    assertThat(
            query(
                "select body->>'$.fee.amount' as amount from entries where event = '"
                    + sample.report()
                    + "'"))
        .containsExactly("amount", "100");
  }

  @Test
  void releases_sayHowTheyEnded() {
    List<String> found =
        query(
            "select step, discloser, recipient, fee_amount, fee_currency, acknowledged_index is not null as acknowledged,"
                + " destroyed_index is not null as destroyed, recorded_at from releases order by log_index desc limit 1");

    assertThat(found.get(1))
        .startsWith("RELEASE_2,bureau-north,bank-riverside,100,CNY,true,true,2026-03-0")
        .endsWith("Z");
  }

  @Test
  void lineage_leadsFromTheReportToTheDeposit() {
    assertThat(
            query(
                "with recursive chain(event, generation) as (select '"
                    + sample.report()
                    + "', 0 union select lineage.made_from, generation + 1 from chain join lineage using (event))"
                    + " select generation, provider from chain join deposits using (event)"))
        .containsExactly("generation,provider", "2," + Market.PLATFORM);
  }

  @Test
  void moneyFlow_sumsFeesByDay() {
    assertThat(
            query(
                "select discloser, recipient, currency, sum(releases) as releases, sum(amount) as amount from money_flow group by all"))
        .containsExactly(
            "discloser,recipient,currency,releases,amount",
            "bureau-north,bank-riverside,CNY,2,200");
  }

  @Test
  void partiesAndRefusals_areTold() {
    assertThat(query("select party from parties where suspended_at is not null"))
        .containsExactly("party", Market.PLATFORM);
    assertThat(query("select count(*) as n from parties")).containsExactly("n", "3");
    assertThat(query("select count(*) as n from refusals where rule is not null"))
        .containsExactly("n", "1");
  }

  @Test
  void files_areTheirOwnersAlone() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(export)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(export)) {
      assertThat(files.toList()).hasSize(ExportedTable.values().length);
    }
  }

  @Test
  void entriesOutsideTheEngagement_areLeafHashes() {
    Path scoped = folder.resolve("scoped");
    byte[] line = BulkOpening.withheld(3, Merkle.leafHash(sample.market().log().entry(3))).toLine();

    assertThat(SampleExport.run(SampleExport.ended(line), "export", scoped.toString()).exitCode())
        .isZero();
    assertThat(
            SampleExport.query(scoped, "select log_index, leaf, entry from entries").lines().get(1))
        .isEqualTo("3," + Merkle.leafHash(sample.market().log().entry(3)).hex() + ",");
  }

  @Test
  void brokenOpenings_leaveNothingBehind() throws IOException {
    Path broken = folder.resolve("broken");
    byte[] lines = (new String(SampleExport.lines(sample), UTF_8) + "{}\n").getBytes(UTF_8);

    SampleExport.Answer answer = SampleExport.run(lines, "export", broken.toString());

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("is no opening");
    try (Stream<Path> files = Files.list(broken)) {
      assertThat(files).isEmpty();
    }
    assertThat(SampleExport.run(lines, "export", export.toString()).err()).contains("is not empty");
    assertThat(SampleExport.query(broken, "select 1").err()).contains("is no export");
  }

  /** Whoever writes the lines is killed between two of them: nobody is left to say so. */
  @Test
  void openingsThatEndTooSoon_leaveNothingBehind() throws IOException {
    byte[] lines = SampleExport.lines(sample);
    String whole = new String(lines, UTF_8);
    String fewer = whole.substring(0, whole.lastIndexOf('\n', whole.length() - 2) + 1);
    String end = "{\"end\":%d}\n".formatted(sample.market().log().size());
    for (String cut :
        List.of(
            whole,
            fewer,
            fewer + end,
            whole + end.strip(),
            whole + end + whole,
            whole + end + end,
            "")) {
      Path folderOfIt = Files.createTempDirectory(folder, "cut");

      SampleExport.Answer answer =
          SampleExport.run(cut.getBytes(UTF_8), "export", folderOfIt.toString());

      assertThat(answer.exitCode()).as(answer.err()).isEqualTo(2);
      try (Stream<Path> files = Files.list(folderOfIt)) {
        assertThat(files).isEmpty();
      }
    }
    Path killed = Files.createTempDirectory(folder, "killed");
    Files.createDirectory(killed.resolve(".tally-123"));
    assertThat(SampleExport.run(SampleExport.openings(sample), "export", killed.toString()).err())
        .contains(".tally-123 is left of an export that was killed");
  }
}
