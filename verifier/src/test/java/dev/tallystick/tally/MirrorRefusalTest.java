package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.tally.log.MirrorFolder;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirror is the memory of a log: what contradicts it must not overwrite it. */
class MirrorRefusalTest {
  @TempDir private Path folder;

  @Test
  void mirror_keepsBothCheckpointsOfALogThatWasRewritten() throws IOException {
    SampleLog old = SampleLog.ofSize(300).writeTo(folder);
    List<Hash> entries = new ArrayList<>(SampleLog.ofSize(600).entries());
    entries.set(123, Hash.sha256());
    SampleLog rewritten = SampleLog.of(entries);

    Run run = mirror(rewritten.files(), SampleLog.VKEY);

    assertThat(run.line("history"))
        .isEqualTo(
            "history | does not hold | the log has been rewritten: size 600, root %s, does not"
                    .formatted(rewritten.checkpoint().root())
                + " extend the folder's size 300, root %s".formatted(old.checkpoint().root()));
    assertThat(run.line("conflict"))
        .isEqualTo("conflict | the log's checkpoint is kept in the folder as checkpoint.conflict");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(Files.readAllBytes(folder.resolve("checkpoint")))
        .isEqualTo(old.files().get("checkpoint"));
    assertThat(Files.readAllBytes(folder.resolve("checkpoint.conflict")))
        .isEqualTo(rewritten.files().get("checkpoint"));
    assertThat(folder.resolve("tile/0/001")).doesNotExist();
  }

  @Test
  void mirror_refusesAnotherRootOfTheSameSize() throws IOException {
    SampleLog.ofSize(300).writeTo(folder);
    List<Hash> entries = new ArrayList<>(SampleLog.ofSize(300).entries());
    entries.set(299, Hash.sha256());

    Run run = mirror(SampleLog.of(entries).files(), SampleLog.VKEY);

    assertThat(run.line("history"))
        .startsWith("history | does not hold | the log has been rewritten: size 300, root ");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void mirror_refusesALogThatWentBack() throws IOException {
    SampleLog.ofSize(300).writeTo(folder);

    Run run = mirror(SampleLog.ofSize(299).files(), SampleLog.VKEY);

    assertThat(run.line("history"))
        .isEqualTo(
            "history | does not hold | the folder has a checkpoint of size 300, the log is back at"
                + " 299");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void mirror_refusesTilesThatAreNotThoseOfTheCheckpoint() throws IOException {
    SampleLog.ofSize(300).writeTo(folder);
    Map<String, byte[]> files = new TreeMap<>(SampleLog.ofSize(600).files());
    byte[] tile = SampleLog.ofSize(600).file("tile/1/000.p/2");
    tile[0] ^= 1;
    files.put("tile/1/000.p/2", tile);

    Run run = mirror(files, SampleLog.VKEY);

    assertThat(run.line("files"))
        .isEqualTo(
            "files | does not hold | the log's tiles do not give the root of its checkpoint");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(folder.resolve("checkpoint.conflict")).doesNotExist();
  }

  @Test
  void mirror_refusesAMissingTile() throws IOException {
    Map<String, byte[]> files = new TreeMap<>(SampleLog.ofSize(600).files());
    files.remove("tile/0/001");

    Run run = mirror(files, SampleLog.VKEY);

    assertThat(run.line("files")).isEqualTo("files | does not hold | tile/0/001 is missing");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(folder.resolve("checkpoint")).doesNotExist();
  }

  @Test
  void mirror_refusesTheWrongKeyBeforeItWritesAnything() throws IOException {
    SignerKey other = SampleLog.key(SampleLog.ORIGIN, 2);
    Path fresh = folder.resolve("fresh");
    try (LogServer server = LogServer.of(SampleLog.ofSize(5).files())) {
      Run run =
          Run.tally(
              "mirror", server.url(), fresh.toString(), "--vkey", other.verifierKey().toString());

      assertThat(run.line("signature")).startsWith("signature | does not hold | ");
      assertThat(run.exitCode()).isEqualTo(1);
    }
    assertThat(fresh).doesNotExist();
  }

  @Test
  void mirror_doesNotMixTwoLogs() throws IOException {
    SampleLog.ofSize(300).writeTo(folder);
    SignerKey other = SampleLog.key("other.example/log", 3);
    Map<String, byte[]> files = new TreeMap<>(SampleLog.ofSize(600).files());
    var checkpoint =
        new Checkpoint("other.example/log", 600, SampleLog.ofSize(600).checkpoint().root());
    files.put("checkpoint", SignedNote.sign(checkpoint.body(), other.signer()).toByteArray());

    Run run = mirror(files, other.verifierKey().toString());

    assertThat(run.line("history"))
        .isEqualTo(
            "history | cannot tell | the folder is a mirror of another log,"
                + " tallystick.example/0a1b2c3d");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void mirror_cannotTellWhatTheFolderHad() throws IOException {
    Files.write(folder.resolve("checkpoint"), "hello\n".getBytes(UTF_8));

    Run run = mirror(SampleLog.ofSize(5).files(), SampleLog.VKEY);

    assertThat(run.line("history"))
        .isEqualTo(
            "history | cannot tell | the folder has a checkpoint that cannot be read: no empty"
                + " line between text and signatures");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void mirror_letsOnlyOneWriteToAFolder() throws IOException {
    try (MirrorFolder held = MirrorFolder.open(folder)) {
      Run run = mirror(SampleLog.ofSize(5).files(), SampleLog.VKEY);

      assertThat(run.line("files"))
          .isEqualTo("files | cannot tell | " + folder + ": another mirror is writing to it");
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(held.files().find("checkpoint", 100)).isEmpty();
    }
  }

  @Test
  void mirror_cannotWriteWhereThereIsAFile() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[1]);
    try (LogServer server = LogServer.of(SampleLog.ofSize(5).files())) {
      Run run = Run.tally("mirror", server.url(), file.toString(), "--vkey", SampleLog.VKEY);

      assertThat(run.line("files"))
          .isEqualTo(
              "files | cannot tell | " + file + ": cannot be written: FileAlreadyExistsException");
      assertThat(run.exitCode()).isEqualTo(2);
    }
  }

  private Run mirror(Map<String, byte[]> files, String vkey) throws IOException {
    try (LogServer server = LogServer.of(files)) {
      return Run.tally("mirror", server.url(), folder.toString(), "--vkey", vkey);
    }
  }
}
