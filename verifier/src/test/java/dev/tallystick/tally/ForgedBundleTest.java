package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.PartName;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.evidence.EvidenceBundle;
import dev.tallystick.evidence.EvidenceQuestion;
import dev.tallystick.evidence.UnprovableException;
import dev.tallystick.tally.market.BundleSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles in which all parts fit, made by somebody who wants another answer than the log's. */
class ForgedBundleTest {
  @TempDir private Path folder;
  private final BundleSample sample = BundleSample.withMore(0);
  private final EvidenceQuestion question =
      EvidenceQuestion.find(sample.report(), false).orElseThrow();

  private Run verify(EvidenceBundle bundle) throws IOException {
    Path file = Files.write(folder.resolve("bundle.zip"), bundle.toByteArray());
    Path policy = Files.writeString(folder.resolve("log.policy"), BundleSample.policy());
    return Run.tally("verify", file.toString(), "--policy", policy.toString());
  }

  /** The sources are named by the part for auditors alone, and whoever has it may withhold it. */
  @Test
  void sourcesTakenOutWithThePartThatNamesThem_cannotBeTold()
      throws IOException, UnprovableException {
    assertThat(sample.lineage().getArray("deposits").items()).isNotEmpty();

    EvidenceBundle bundle =
        sample.make(question, withoutDeposits(sample.lineage()), ForgedBundleTest::withheld);

    Run run = verify(bundle);
    assertThat(run.exitCode()).as(run.out()).isEqualTo(2);
    assertThat(run.line("unshown")).contains("the part for auditors, which names the deposits");
    assertThat(new String(bundle.toByteArray(), UTF_8))
        .contains("whether it names deposits that the data came from cannot be told");
  }

  private static Opening withheld(Opening opening) {
    return new Opening(
        opening.recordedMillis(),
        opening.stub(),
        opening.body(),
        new OpenedPart.Withheld(opening.internal().hash(PartName.INTERNAL)));
  }

  private static JsonObject withoutDeposits(JsonObject lineage) {
    List<JsonValue> up =
        lineage.getArray("up").items().stream()
            .<JsonValue>map(release -> ((JsonObject) release).without(Set.of("deposits")))
            .toList();
    return lineage
        .without(Set.of("up", "deposits"))
        .with(
            JsonObject.builder()
                .put("up", JsonArray.of(up))
                .put("deposits", JsonArray.of(List.of()))
                .build());
  }
}
