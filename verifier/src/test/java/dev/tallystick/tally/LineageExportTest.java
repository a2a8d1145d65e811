package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.tally.market.BundleSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tally lineage --format}; that the forms agree is tested in tools/analysis. */
class LineageExportTest {
  @TempDir private Path folder;
  private final BundleSample sample = BundleSample.withMore(0);
  private String answer = "";

  @BeforeEach
  void writeAnswer() throws IOException {
    byte[] json = CanonicalJson.messageBytes(sample.lineage());
    answer = Files.write(folder.resolve("lineage.json"), json).toString();
  }

  @Test
  void forms_goToStandardOutputAlone() {
    Run csv = Run.tally("lineage", answer, "--format", "csv");
    assertThat(csv.out()).startsWith("kind,event,id,").contains("bureau-north,bank-riverside");
    assertThat(csv.out().split("\r\n", -1)).hasSize(5);
    assertThat(csv.exitCode()).isZero();
    assertThat(Run.tally("lineage", answer, "--format", "json").out())
        .startsWith("{\"acknowledged\"");
    assertThat(Run.tally("lineage", answer, "--format", "prov").out()).contains("wasDerivedFrom");
    assertThat(Run.tally("lineage", answer, "--format", "openlineage").out().lines()).hasSize(3);
  }

  @Test
  void file_isNewAndClosed() throws IOException {
    Path file = folder.resolve("lineage.csv");
    Run run = Run.tally("lineage", answer, "--format", "csv", "--out", file.toString());

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(file).content().startsWith("kind,event");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Run.tally("lineage", answer, "--format", "csv", "--out", file.toString()).exitCode())
        .isEqualTo(2);
  }

  @Test
  void unknownFormsAndTextsWithAMeaningElsewhere_cannotBeTold() throws IOException {
    assertThat(Run.tally("lineage", answer, "--format", "xml").out())
        .contains("json, csv, prov, openlineage or parquet");
    String lie = Files.readString(Path.of(answer)).replace("bank-riverside", "=1+1");
    Path other = Files.writeString(folder.resolve("other.json"), lie);
    Run run = Run.tally("lineage", other.toString(), "--format", "csv");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.line("lineage")).contains("cannot be exported");
  }
}
