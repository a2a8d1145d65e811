package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One test for each way in which a checkpoint can be wrong, or a file not be there. */
class FsckRefusalTest {
  @TempDir private Path folder;
  private final SampleLog log = SampleLog.ofSize(600);
  private int runs;

  @ParameterizedTest
  @CsvSource({
    "tile/entries/000, 8704, 0",
    "tile/entries/002.p/88, 2992, 512",
    "tile/0/001, 8192, 256",
    "tile/0/002.p/88, 2816, 512",
    "tile/1/000.p/2, 64, 0"
  })
  void fsck_refusesFilesThatAreMissingTruncatedOrTooLong(String path, int size, int entry) {
    log.files().remove(path);
    Run missing = fsck();
    assertThat(missing.line("files")).isEqualTo("files | does not hold | " + path + " is missing");
    assertThat(missing.exitCode()).isEqualTo(1);
    JsonNode difference = fsck("--json").json().get("difference");
    assertThat(difference.get("path").asText()).isEqualTo(path);
    assertThat(difference.get("entryIndex").asInt()).isEqualTo(entry);
    assertThat(difference.get("reason").asText()).isEqualTo("is missing");

    for (int length : new int[] {0, 1, size - 34, size - 1, size + 1}) {
      if (length >= 0) {
        log.files().put(path, new byte[length]);
        assertThat(fsck().line("files"))
            .isIn(
                "files | does not hold | %s has %d bytes, not %d".formatted(path, length, size),
                "files | does not hold | %s has more than 8704 bytes".formatted(path));
      }
    }
  }

  @Test
  void fsck_refusesChangedBytesAllOverTheCheckpoint() {
    byte[] checkpoint = log.file("checkpoint");
    for (int i = 0; i < checkpoint.length; i += 4) {
      log.files().put("checkpoint", flip(checkpoint, i));

      Run run = fsck();

      assertThat(run.exitCode()).as("byte %d: %s", i, run.out()).isEqualTo(1);
      assertThat(run.out()).as("byte %d", i).doesNotContain("files ");
    }
  }

  @Test
  void fsck_refusesACheckpointThatIsNoNote() {
    log.files().put("checkpoint", "hello\n".getBytes(UTF_8));

    assertThat(fsck().line("checkpoint"))
        .isEqualTo(
            "checkpoint | does not hold | not a signed note: no empty line between text and"
                + " signatures");
  }

  @Test
  void fsck_refusesTheWrongKey() {
    SignerKey other = SampleLog.key(SampleLog.ORIGIN, 2);
    log.writeTo(folder);

    Run run = Run.tally("fsck", folder.toString(), "--vkey", other.verifierKey().toString());

    assertThat(run.line("signature"))
        .isEqualTo(
            "signature | does not hold | no signature of a trusted key; trusted: %s+%08x; signed by:"
                    .formatted(SampleLog.ORIGIN, other.verifierKey().keyId())
                + " tallystick.example/0a1b2c3d+25ab33cc");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void fsck_refusesAnotherLogsOrigin() {
    SignerKey other = SampleLog.key("other.example/log", 3);
    log.files()
        .put(
            "checkpoint",
            SignedNote.sign(
                    new Checkpoint("third.example", 600, log.checkpoint().root()).body(),
                    other.signer())
                .toByteArray());
    log.writeTo(folder);

    Run run = Run.tally("fsck", folder.toString(), "--vkey", other.verifierKey().toString());

    assertThat(run.line("signature"))
        .startsWith("signature | does not hold | none of a log named third.example; trusted: ");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "599, files | does not hold | tile/entries/002.p/87 is missing",
    "601, files | does not hold | tile/entries/002.p/89 is missing",
    "512, root | does not hold | size 512: expected",
    "0, root | does not hold | size 0: expected"
  })
  void fsck_refusesACheckpointOfAnotherSize(int size, String line) {
    String body = new Checkpoint(SampleLog.ORIGIN, size, log.checkpoint().root()).body();
    log.files().put("checkpoint", SignedNote.sign(body, SampleLog.KEY.signer()).toByteArray());

    Run run = fsck();

    assertThat(run.line(line.substring(0, line.indexOf(' ')))).startsWith(line);
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void fsck_refusesAPrefixThatTheCheckpointDoesNotHave() {
    assertSize("601", "601 entries were asked for, the checkpoint has 600");
    assertSize("0", "0 entries were asked for, the checkpoint has 600");
    assertSize("-5", "-5 entries were asked for, the checkpoint has 600");
  }

  private void assertSize(String size, String detail) {
    Run run = fsck("--size", size);
    assertThat(run.line("size")).isEqualTo("size | cannot tell | " + detail);
    assertThat(run.exitCode()).as("the caller's mistake").isEqualTo(2);
  }

  @Test
  void fsck_refusesAPrefixThatTheCheckpointDoesNotExtend() {
    log.files().put("checkpoint", SampleLog.of(forgedEntries()).files().get("checkpoint"));

    Run run = fsck("--size", "500");

    assertThat(run.line("root"))
        .isEqualTo(
            "root | does not hold | the tiles do not lead from size 500, root %s, to the checkpoint"
                .formatted(SampleLog.ofSize(500).checkpoint().root()));
    assertThat(run.exitCode()).isEqualTo(1);
  }

  private static List<Hash> forgedEntries() {
    var entries = new ArrayList<>(SampleLog.ofSize(600).entries());
    entries.set(123, Hash.sha256());
    return entries;
  }

  /** Checks the files as they are now, in a folder of their own. */
  private Run fsck(String... options) {
    Path run = folder.resolve("run" + runs++);
    log.writeTo(run);
    List<String> arguments =
        new ArrayList<>(List.of("fsck", run.toString(), "--vkey", SampleLog.VKEY));
    arguments.addAll(List.of(options));
    return Run.tally(arguments.toArray(String[]::new));
  }

  private static byte[] flip(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= 1;
    return flipped;
  }
}
