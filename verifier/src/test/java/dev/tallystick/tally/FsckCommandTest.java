package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FsckCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 2", "255, 2", "256, 3", "257, 5", "1000, 9", "70000, 551"})
  void fsck_holdsForAFolderAndAServerOfEverySize(int size, int files) throws Exception {
    SampleLog log = SampleLog.ofSize(size).writeTo(folder);
    String agreement =
        "files | holds | %d bundles and tiles of %d entries agree".formatted(files, size);
    String root = "root | holds | that of the checkpoint: " + log.checkpoint().root();

    Run ofFolder = Run.tally("fsck", folder.toString(), "--vkey", SampleLog.VKEY);
    assertThat(ofFolder.line("files")).isEqualTo(agreement);
    assertThat(ofFolder.line("root")).isEqualTo(root);
    assertThat(ofFolder.exitCode()).isZero();
    assertThat(LogByDefinition.isSound(folder, SampleLog.VKEY)).isTrue();
    try (LogServer server = LogServer.of(log.files())) {
      Run ofServer = Run.tally("fsck", server.url(), "--vkey", SampleLog.VKEY);
      assertThat(ofServer.line("files")).isEqualTo(agreement);
      assertThat(ofServer.line("root")).isEqualTo(root);
      assertThat(ofServer.exitCode()).isZero();
      assertThat(server.requests()).hasSize(1 + files).doesNotHaveDuplicates();
    }
  }

  @Test
  void fsck_saysWhatItChecked() throws IOException {
    SampleLog log = SampleLog.ofSize(300);
    try (LogServer server = LogServer.of(log.files())) {
      Run run = Run.tally("fsck", server.url(), "--vkey", SampleLog.VKEY);

      assertThat(run.out())
          .isEqualTo(
              """
              %s: holds
                checkpoint                  tallystick.example/0a1b2c3d, size 300, root %s
                signature    holds          by tallystick.example/0a1b2c3d+25ab33cc
                witnesses                   none asked for; cosigned by nobody
                files        holds          5 bundles and tiles of 300 entries agree
                root         holds          that of the checkpoint: %s
              """
                  .formatted(server.url(), log.checkpoint().root(), log.checkpoint().root()));
      assertThat(run.err()).isEmpty();
    }
  }

  @Test
  void fsck_saysTheSameInJson() {
    SampleLog log = SampleLog.ofSize(300).writeTo(folder);

    JsonNode json = Run.tally("fsck", folder.toString(), "--vkey", SampleLog.VKEY, "--json").json();

    assertThat(json.get("command").asText()).isEqualTo("fsck");
    assertThat(json.get("subject").asText()).isEqualTo(folder.toString());
    assertThat(json.get("verdict").asText()).isEqualTo("holds");
    assertThat(json.get("exitCode").asInt()).isZero();
    assertThat(json.get("checks").findValuesAsText("name"))
        .containsExactly("signature", "files", "root");
    assertThat(json.get("keySource").asText()).isEqualTo("option");
    assertThat(json.get("checkpoint").get("size").asInt()).isEqualTo(300);
    assertThat(json.get("checkpoint").get("root").asText())
        .isEqualTo(log.checkpoint().root().hex());
    assertThat(json.get("entries").asInt()).isEqualTo(300);
    assertThat(json.get("files").asInt()).isEqualTo(5);
    assertThat(json.has("difference")).isFalse();
  }

  @Test
  void fsck_takesAnAddressWithAndWithoutLog() throws IOException {
    try (LogServer server = LogServer.of(SampleLog.ofSize(5).files())) {
      for (String path : new String[] {"", "/", "/log", "/log/"}) {
        Run run = Run.tally("fsck", server.url() + path, "--vkey", SampleLog.VKEY);

        assertThat(run.exitCode()).as("%s: %s", path, run.out()).isZero();
      }
    }
  }

  @Test
  void fsck_takesTheFilesOfAMirrorAtAnyAddressOrFolder() throws IOException {
    SampleLog log = SampleLog.ofSize(5).writeTo(folder.resolve("log"));

    assertThat(Run.tally("fsck", folder.toString(), "--vkey", SampleLog.VKEY).exitCode()).isZero();
    try (LogServer server = LogServer.of(log.files(), "/2026/north/")) {
      Run run = Run.tally("fsck", server.url() + "/2026/north", "--vkey", SampleLog.VKEY);
      assertThat(run.exitCode()).as(run.out()).isZero();
    }
  }

  @Test
  void fsck_saysThatItTrustsTheLogsOwnKeyOnFirstUse() throws IOException {
    try (LogServer server = LogServer.of(SampleLog.ofSize(5).files())) {
      Run run = Run.tally("fsck", server.url());
      Run json = Run.tally("fsck", server.url(), "--json");

      assertThat(run.line("key"))
          .isEqualTo(
              "key | taken from the log itself (trust on first use), so it shows nothing about"
                  + " whose log this is; keep it and give it next time: --vkey "
                  + SampleLog.VKEY);
      assertThat(run.exitCode()).isZero();
      assertThat(json.json().get("keySource").asText()).isEqualTo("log");
      assertThat(json.json().get("signedBy").get(0).asText()).isEqualTo(SampleLog.VKEY);
    }
  }

  @Test
  void fsck_readsTheLaterPartsFromAFullTileIfThePartialOneIsGone() throws IOException {
    SampleLog.ofSize(600).writeTo(folder);
    SampleLog.ofSize(300).writeTo(folder);
    Files.delete(folder.resolve("tile/0/001.p/44"));
    Files.delete(folder.resolve("tile/entries/001.p/44"));

    Run run = Run.tally("fsck", folder.toString(), "--vkey", SampleLog.VKEY);

    assertThat(run.line("files"))
        .isEqualTo("files | holds | 5 bundles and tiles of 300 entries agree");
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1", "255", "256", "257", "999"})
  void fsck_checksThatTheCheckpointExtendsAPrefix(int size) {
    SampleLog log = SampleLog.ofSize(1000).writeTo(folder);
    Hash root = SampleLog.ofSize(size).checkpoint().root();

    Run run =
        Run.tally(
            "fsck", folder.toString(), "--vkey", SampleLog.VKEY, "--size", Integer.toString(size));

    assertThat(run.line("files")).contains("bundles and tiles of %d entries agree".formatted(size));
    assertThat(run.line("root"))
        .isEqualTo(
            "root | holds | the log is consistent from size %d, root %s, to the checkpoint"
                .formatted(size, root));
    assertThat(run.exitCode()).isZero();
    assertThat(log.checkpoint().size()).isEqualTo(1000);
  }

  @Test
  void fsck_triesAgainWhatMayPass() throws IOException {
    try (LogServer server = LogServer.of(SampleLog.ofSize(600).files())) {
      server.failing("tile/0/001", 503, 500).failing("tile/entries/000", 429);

      Run run = Run.tally("fsck", server.url(), "--vkey", SampleLog.VKEY);

      assertThat(run.exitCode()).as(run.out()).isZero();
      assertThat(server.requests().stream().filter("tile/0/001"::equals)).hasSize(3);
      assertThat(server.requests().stream().filter("tile/entries/000"::equals)).hasSize(2);
    }
  }

  @Test
  void fsck_hasSeveralRequestsInFlight() throws IOException {
    try (LogServer server = LogServer.of(SampleLog.ofSize(5000).files())) {
      server.awaitingParallel(2);

      Run run = Run.tally("fsck", server.url(), "--vkey", SampleLog.VKEY, "--parallel", "8");

      assertThat(run.exitCode()).isZero();
      assertThat(server.mostParallel()).isBetween(2, 8);
    }
  }

  @Test
  void fsck_tellsHowFarItIsIfItTakesLong() {
    SampleLog.ofSize(1000).writeTo(folder);

    Run run =
        Run.tallyWithSlowClock(
            TimeUnit.SECONDS.toNanos(1), "fsck", folder.toString(), "--vkey", SampleLog.VKEY);

    assertThat(run.err())
        .isEqualToNormalizingNewlines("fsck: 512 of 1000 entries, 256/s, 2 s left\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void fsck_asksForTheWitnessesOfAPolicy() throws IOException {
    SampleLog log = SampleLog.ofSize(5);
    var witness = SampleKeys.witness("harbour", 7);
    Path policy =
        Files.write(
            folder.resolve("policy"),
            "log %s\nwitness harbour %s\nquorum harbour\n"
                .formatted(SampleLog.VKEY, witness.verifierKey())
                .getBytes(UTF_8));
    log.writeTo(folder);

    Run without = Run.tally("fsck", folder.toString(), "--policy", policy.toString());
    Files.write(
        folder.resolve("checkpoint"),
        log.note()
            .withSignatures(List.of(witness.cosign(log.checkpoint(), 1_767_324_900)))
            .toByteArray());
    Run with = Run.tally("fsck", folder.toString(), "--policy", policy.toString(), "--json");

    assertThat(without.line("witnesses"))
        .isEqualTo(
            "witnesses | cannot tell | not witnessed yet: quorum harbour, cosigned by nobody");
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(with.json().get("witnesses").get(0).get("time").asText())
        .isEqualTo("2026-01-02T03:35:00Z");
    assertThat(with.json().get("checks").get(1).get("detail").asText())
        .isEqualTo("quorum harbour is met: cosigned by harbour at 2026-01-02T03:35:00Z");
    assertThat(with.exitCode()).isZero();
  }
}
