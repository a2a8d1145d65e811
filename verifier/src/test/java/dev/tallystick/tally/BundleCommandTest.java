package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.tally.market.BundleSample;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketLineage;
import dev.tallystick.tlog.Merkle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCommandTest {
  @TempDir private Path folder;
  private final BundleSample sample = BundleSample.withMore(0);
  private AuditorServer server;
  private Path out;

  @BeforeEach
  void start() throws IOException {
    server =
        AuditorServer.of(sample.files(), sample.market().log().lines()).lineage(sample.lineage());
    Files.writeString(folder.resolve("token"), "a-token\n");
    Files.writeString(folder.resolve("log.policy"), BundleSample.policy());
    out = folder.resolve("bundle.zip");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Run bundle(String id, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "bundle",
                id,
                "--token-file",
                folder.resolve("token").toString(),
                "--audit-url",
                server.url(),
                "--purpose",
                "case 7",
                "--out",
                out.toString()));
    words.addAll(List.of(more));
    return Run.tally(words.toArray(String[]::new));
  }

  private Run verify() {
    return Run.tally("verify", out.toString(), "--policy", folder.resolve("log.policy").toString());
  }

  @Test
  void bundle_isMadeByLoggedReadsOfItsEntriesAlone_andHolds() throws IOException {
    Run run = bundle(sample.report());

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.line("bundle")).contains("holds | 5 entries");
    assertThat(verify().exitCode()).isZero();
    assertThat(Files.readAllBytes(out)).isEqualTo(sample.bundle().toByteArray());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
        .isEqualTo("rw-------");
    int last = Math.toIntExact(sample.market().log().size()) - 2;
    assertThat(server.asked())
        .containsExactly(
            "/v1/lineage/" + sample.report() + "?purpose=case+7",
            "/v1/openings?from=%d&to=%d&purpose=case+7".formatted(last - 4, last + 1));
  }

  @Test
  void bundleOfAConsent_isAskedForInTheBody() throws IOException {
    server.lineage(new MarketLineage(sample.market().log()).ofConsent(Market.QUERY));

    Run run = bundle(Market.QUERY);

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(server.asked().get(0))
        .startsWith("/v1/lineage {")
        .contains("\"from\":\"CONSENT\"", "\"limit\":200", "\"purpose\":\"case 7\"");
    assertThat(verify().exitCode()).isZero();
  }

  /** The log publishes behind its service, and behind its witnesses. */
  @Test
  void bundle_waitsForACheckpointThatCoversIt_andForWitnesses() throws IOException {
    SampleLog log = sample.market().log().published();
    byte[] before = SampleLog.of(log.entries().subList(0, 10)).file("checkpoint");
    for (byte[] early : List.of(before, log.file("checkpoint"))) {
      server.publishingLate(early, 1);

      assertThat(bundle(sample.report()).exitCode()).isZero();
      assertThat(verify().exitCode()).isZero();
      Files.delete(out);
    }
  }

  @Test
  void serviceThatContradictsItsLog_isEvidenceAndGetsNoBundle() {
    JsonObject lineage = sample.lineage();
    JsonObject release = lineage.getObject("release");
    JsonObject lie =
        release.without(Set.of("to")).with(JsonObject.builder().put("to", "bank-hillside").build());
    server.lineage(
        lineage.without(Set.of("release")).with(JsonObject.builder().put("release", lie).build()));

    Run run = bundle(sample.report());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.line("lineage")).contains("tells another to than the log");
    assertThat(out).doesNotExist();
  }

  @Test
  void entriesOutsideTheEngagement_cannotBeBundled() throws IOException {
    server.close();
    List<byte[]> lines = new ArrayList<>(sample.market().log().lines());
    lines.replaceAll(
        line -> {
          int index = lines.indexOf(line);
          return BulkOpening.withheld(index, Merkle.leafHash(sample.market().log().entry(index)))
              .toLine();
        });
    server = AuditorServer.of(sample.files(), lines).lineage(sample.lineage());

    Run run = bundle(sample.report());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.line("openings")).contains("is not opened to you");
    assertThat(out).doesNotExist();
  }

  @Test
  void lineageOfMorePages_cannotBeBundled() {
    server.lineage(
        new MarketLineage(sample.market().log())
            .ofConsent(Market.QUERY)
            .with(JsonObject.builder().put("next", "AAAA").build()));

    Run run = bundle(Market.QUERY);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.line("lineage")).contains("more than one page");
  }

  @Test
  void mistakesOfTheCaller_areExitCode2() throws IOException {
    assertThat(bundle("../x").out()).contains("no id of a release");
    assertThat(bundle("rec_1").exitCode()).isEqualTo(2);
    Files.writeString(folder.resolve("token"), "another\n");
    assertThat(bundle(sample.report()).exitCode()).isEqualTo(2);
    Files.writeString(out, "mine");
    assertThat(bundle(sample.report()).out()).contains("is there already");
    assertThat(out).hasContent("mine");
    server.lineage(JsonObject.builder().put("size", 1).put("up", JsonArray.of(List.of())).build());
    Files.writeString(folder.resolve("token"), "a-token\n");
    Files.delete(out);
    assertThat(bundle(sample.report()).exitCode()).isEqualTo(1);
  }
}
