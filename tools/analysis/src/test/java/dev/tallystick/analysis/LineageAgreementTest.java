package dev.tallystick.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.evidence.export.LineageColumn;
import dev.tallystick.evidence.export.LineageFormat;
import dev.tallystick.evidence.export.LineageTable;
import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.tally.market.BundleSample;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketLineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of one lineage says the same, read back by other people's libraries. */
class LineageAgreementTest {
  @TempDir private Path folder;

  static Stream<JsonObject> answers() {
    BundleSample sample = BundleSample.withMore(0);
    JsonObject report = sample.lineage();
    return Stream.of(
        report,
        new MarketLineage(sample.market().log()).ofConsent(Market.QUERY),
        new MarketLineage(sample.market().log())
            .ofRelease(sample.market().sale().to(Market.BUREAU).index()),
        knownByTheirIdsAlone(report));
  }

  /** As a scoped auditor gets it: of the sources the events alone. */
  private static JsonObject knownByTheirIdsAlone(JsonObject report) {
    JsonObject parent = (JsonObject) report.getArray("up").get(0);
    return report
        .without(Set.of("up", "deposits"))
        .with(
            JsonObject.builder()
                .put(
                    "up",
                    JsonArray.of(List.of(parent.only(Set.of("event", "distance", "from", "to")))))
                .put("deposits", JsonArray.of(List.of()))
                .build());
  }

  @ParameterizedTest
  @MethodSource("answers")
  void allForms_haveTheSameRows(JsonObject json) throws Exception {
    LineageAnswer answer = LineageAnswer.of(json);
    List<Map<LineageColumn, String>> rows = LineageTable.of(answer).rows();

    assertThat(rows).hasSize(answer.releases().size() + answer.deposits().size());
    assertThat(LineageTable.of(LineageAnswer.parse(LineageFormat.JSON.write(answer))).rows())
        .isEqualTo(rows);
    assertThat(LineageForms.ofCsv(LineageFormat.CSV.write(answer))).isEqualTo(rows);
    assertThat(LineageForms.ofParquet(parquet(answer))).isEqualTo(rows);
    assertThat(LineageForms.ofProv(prov(answer))).isEqualTo(rows);
    assertThat(LineageForms.ofOpenLineage(LineageFormat.OPENLINEAGE.write(answer))).isEqualTo(rows);
  }

  private Path parquet(LineageAnswer answer) throws IOException {
    Path file = folder.resolve("lineage.parquet");
    Files.deleteIfExists(file);
    SampleExport.Answer run =
        SampleExport.run(LineageFormat.JSON.write(answer), "lineage", file.toString());
    assertThat(run.err()).isEmpty();
    return file;
  }

  private Path prov(LineageAnswer answer) throws IOException {
    return Files.write(folder.resolve("lineage.prov.json"), LineageFormat.PROV.write(answer));
  }
}
