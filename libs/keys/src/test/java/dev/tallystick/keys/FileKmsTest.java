package dev.tallystick.keys;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKmsTest extends KmsContract {
  private final Path directory;

  FileKmsTest(@TempDir Path parent) {
    directory = parent.resolve("keys");
  }

  @Override
  protected Kms create() {
    FileKms.createDirectory(directory);
    return FileKms.open(directory);
  }

  @Test
  void open_givesTheKeysOfTheLastRun() throws Exception {
    kms.createKek(NAME);
    KeyVersion signing = kms.createSigner(NAME);
    WrappedDataKey wrapped = wrapNew(NAME);
    byte[] signature = kms.signer(signing).sign(bytes("checkpoint"));

    FileKms next = FileKms.open(directory);

    next.unwrap(wrapped, CONTEXT).close();
    assertThat(next.signer(signing).sign(bytes("checkpoint"))).isEqualTo(signature);
  }

  /** As a rotation begins many shards at once: none may vanish that another thread did not list. */
  @Test
  void keysThatThreadsCreateAtOnce_areThereForEach() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      for (int round = 0; round < 5; round++) {
        int number = round;
        CountDownLatch start = new CountDownLatch(1);
        List<Future<KeyVersion>> created = new ArrayList<>();
        for (int thread = 0; thread < 16; thread++) {
          KeyName name = new KeyName("shard-" + number + "-" + thread);
          created.add(
              threads.submit(
                  () -> {
                    start.await();
                    KeyVersion version = kms.createKek(name);
                    assertThat(kms.currentKek(name)).isEqualTo(version);
                    return version;
                  }));
        }
        start.countDown();
        for (Future<KeyVersion> one : created) {
          assertThat(kms.keks(one.get(30, TimeUnit.SECONDS).name())).hasSize(1);
        }
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void open_createsNothing() throws Exception {
    assertThat(files()).isEmpty();
    assertThatThrownBy(() -> FileKms.open(directory.resolve("absent")))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("mkdir -m 700 " + directory.resolve("absent"));
    assertThat(files()).isEmpty();
  }

  @Test
  void files_areClosedToOthers() throws Exception {
    kms.createKek(NAME);
    kms.createSigner(NAME);

    assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(fromString("rwx------"));
    assertThat(files())
        .containsExactlyInAnyOrder(
            "audit-bodies.v1.kek", "audit-bodies.v1.signer", ".lock", ".changed");
    for (String file : files()) {
      assertThat(Files.getPosixFilePermissions(directory.resolve(file)))
          .as(file)
          .isEqualTo(fromString("rw-------"));
    }
  }

  @Test
  void open_refusesADirectoryThatIsOpenToOthers() throws Exception {
    for (String permissions : new String[] {"rwxr-x---", "rwx-----x", "rwx---r--", "rwx-w----"}) {
      Files.setPosixFilePermissions(directory, fromString(permissions));
      assertThatThrownBy(() -> FileKms.open(directory))
          .isInstanceOf(KeyFileException.class)
          .hasMessage(
              "%s is open to others (%s); chmod 700 %1$s".formatted(directory, permissions));
    }
  }

  @Test
  void open_refusesAKeyFileThatIsOpenToOthers() throws Exception {
    kms.createKek(NAME);
    kms.createSigner(OTHER);
    for (String name : new String[] {"audit-bodies.v1.kek", "audit-index.v1.signer"}) {
      Path file = directory.resolve(name);
      for (String permissions : new String[] {"rw-r-----", "rw----r--", "rwx------", "rw--w----"}) {
        Files.setPosixFilePermissions(file, fromString(permissions));
        assertThatThrownBy(() -> FileKms.open(directory))
            .isInstanceOf(KeyFileException.class)
            .hasMessage("%s is open to others (%s); chmod 600 %1$s".formatted(file, permissions));
      }
      Files.setPosixFilePermissions(file, fromString("r--------"));
      FileKms.open(directory).close();
    }
  }

  @Test
  void open_refusesADamagedKeyFile() throws Exception {
    kms.createKek(NAME);
    Path file = directory.resolve("audit-bodies.v1.kek");
    byte[] content = Files.readAllBytes(file);
    for (int bit = 0; bit < content.length * 8; bit++) {
      byte[] flipped = content.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file, flipped);
      assertThatThrownBy(() -> FileKms.open(directory))
          .as("bit %d", bit)
          .isInstanceOf(KeyFileException.class)
          .hasMessageContaining(file + " is damaged");
    }
    for (int length : new int[] {0, 1, content.length - 1}) {
      Files.write(file, Arrays.copyOf(content, length));
      assertThatThrownBy(() -> FileKms.open(directory)).isInstanceOf(KeyFileException.class);
    }
  }

  @Test
  void open_refusesAKeyFileUnderAnotherName() throws Exception {
    kms.createKek(NAME);
    Path file = directory.resolve("audit-bodies.v1.kek");
    for (String name :
        new String[] {"audit-bodies.v2.kek", "audit-index.v1.kek", "audit-bodies.v1.signer"}) {
      Path renamed = Files.move(file, directory.resolve(name));
      assertThatThrownBy(() -> FileKms.open(directory))
          .isInstanceOf(KeyFileException.class)
          .hasMessageContaining(renamed + " is damaged or renamed");
      Files.move(renamed, file);
    }
  }

  @Test
  void otherFiles_areNoKeys() throws Exception {
    for (String name : List.of("README", "a.v0.kek", "a.v01.kek", "A.v1.kek", "a.v1.kek.old")) {
      Files.writeString(directory.resolve(name), "nothing");
    }

    FileKms.open(directory).close();
  }

  @Test
  void crashBeforeTheRename_leavesTheOldVersionInUse() throws Exception {
    kms.createKek(NAME);
    WrappedDataKey wrapped = wrapNew(NAME);
    KeyFile next = new KeyFile(KeyFile.Kind.KEK, new KeyVersion(NAME, 2));
    Path target = directory.resolve(next.fileName());
    AtomicFile.prepare(target, next.format(new byte[32]));
    AtomicFile.prepare(target, new byte[] {'t'});
    assertThat(files()).hasSize(5).doesNotContain("audit-bodies.v2.kek");

    FileKms after = FileKms.open(directory);

    assertThat(after.currentKek(NAME).version()).isEqualTo(1);
    after.unwrap(wrapped, CONTEXT).close();
    assertThat(after.createKek(NAME).version()).isEqualTo(2);
    assertThat(files())
        .containsExactlyInAnyOrder(
            "audit-bodies.v1.kek", "audit-bodies.v2.kek", ".lock", ".changed");
    after.unwrap(wrapped, CONTEXT).close();
  }

  @Test
  void versionsOfAnotherProcess_areMet() throws Exception {
    Kms other = FileKms.open(directory);
    kms.createKek(NAME);
    WrappedDataKey wrapped = wrapNew(NAME);

    other.unwrap(wrapped, CONTEXT).close();
    KeyVersion second = other.createKek(NAME);
    KeyVersion signing = other.createSigner(NAME);

    assertThat(second.version()).isEqualTo(2);
    assertThat(kms.currentKek(NAME)).isEqualTo(second);
    assertThat(kms.createKek(NAME).version()).isEqualTo(3);
    assertThat(kms.signer(signing).verificationKey())
        .isEqualTo(other.signer(signing).verificationKey());
  }

  @Test
  void versionDestroyedByAnotherProcess_isRefused() throws Exception {
    KeyVersion old = kms.createKek(NAME);
    WrappedDataKey wrapped = wrapNew(NAME);
    FileKms other = FileKms.open(directory);
    other.unwrap(wrapped, CONTEXT).close();
    // The subject: what was read a while ago counts as settled, and is not read again.
    Thread.sleep(250);
    other.unwrap(wrapped, CONTEXT).close();

    kms.createKek(NAME);
    kms.destroyKek(old);

    assertThatThrownBy(() -> other.unwrap(wrapped, CONTEXT))
        .isInstanceOf(UnknownKeyException.class);
    assertThat(files()).containsExactlyInAnyOrder("audit-bodies.v2.kek", ".lock", ".changed");
  }

  /** Stopped after the key's file had been renamed, and before it was overwritten. */
  @Test
  void destroyKek_afterACrashInBetween_overwritesWhatWasLeft(@TempDir Path elsewhere)
      throws Exception {
    KeyVersion old = kms.createKek(NAME);
    kms.createKek(NAME);
    Path file = directory.resolve("audit-bodies.v1.kek");
    // What the disk has of it, by whatever name.
    Path disk = Files.createLink(elsewhere.resolve("disk"), file);
    byte[] key = Files.readAllBytes(disk);
    Files.move(file, directory.resolve(".audit-bodies.v1.kek.0.tmp"));

    FileKms.open(directory).destroyKek(old);

    assertThat(Files.readAllBytes(disk)).isEqualTo(new byte[key.length]);
    assertThat(files()).containsExactlyInAnyOrder("audit-bodies.v2.kek", ".lock", ".changed");
  }

  @Test
  void backUp_keepsACopyInStep(@TempDir Path elsewhere) throws Exception {
    FileKms files = (FileKms) kms;
    Path copy = elsewhere.resolve("copy");
    KeyVersion old = kms.createKek(NAME);
    kms.createSigner(OTHER);
    WrappedDataKey wrapped = wrapNew(NAME);
    files.backUp(copy);
    FileKms.open(copy).unwrap(wrapped, CONTEXT).close();

    kms.createKek(NAME);
    WrappedDataKey kept = wrapNew(NAME);
    kms.destroyKek(old);
    files.backUp(copy);

    FileKms restored = FileKms.open(copy);
    restored.unwrap(kept, CONTEXT).close();
    assertThatThrownBy(() -> restored.unwrap(wrapped, CONTEXT))
        .isInstanceOf(UnknownKeyException.class);
    assertThat(restored.currentSigner(OTHER)).isEqualTo(kms.currentSigner(OTHER));
  }

  @Test
  void close_endsTheUseOfTheKeys() {
    kms.createKek(NAME);
    FileKms closed = FileKms.open(directory);
    closed.close();

    try (DataKey key = DataKey.draw()) {
      assertThatThrownBy(() -> closed.wrap(NAME, key, CONTEXT))
          .isInstanceOf(KeyClosedException.class);
    }
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
