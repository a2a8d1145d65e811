package dev.tallystick.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of a Kms, kept by a token of SoftHSM. Skipped where Debian's package softhsm2 is not
 * installed.
 */
class Pkcs11KmsTest extends KmsContract {
  private static final String PIN = "246813";
  private static final int MOST = 20;
  private static final Path LIBRARY = library();

  @TempDir private static Path folder;

  private static int tokens;
  private String label = "";

  private static Path library() {
    return Stream.of(
            "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
        .map(Path::of)
        .filter(Files::exists)
        .findFirst()
        .orElse(Path.of("/nowhere"));
  }

  /** The library sees the tokens that are there when it is loaded, so all are made before. */
  @BeforeAll
  static void makeTokens() throws Exception {
    assumeTrue(
        Files.exists(LIBRARY),
        "PKCS#11 is not tried: Debian's package softhsm2 is not installed (apt-get install softhsm2)");
    Path tokenFolder = Files.createDirectory(folder.resolve("tokens"));
    Files.writeString(
        Path.of(System.getenv("SOFTHSM2_CONF")),
        "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
            .formatted(tokenFolder));
    for (int i = 1; i <= MOST; i++) {
      initialise("tallystick-" + i);
    }
  }

  @Override
  protected Kms create() {
    try {
      label = "tallystick-" + ++tokens;
      return open();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Kms open() throws IOException {
    Path keys = folder.resolve(label);
    if (!Files.exists(keys)) {
      Files.createDirectory(
          keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.createFile(
          keys.resolve("pin"),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(keys.resolve("pin"), PIN + "\n");
    }
    return Pkcs11Kms.open(LIBRARY, label, keys.resolve("pin"), keys);
  }

  private static void initialise(String label) throws IOException {
    try {
      Process made =
          new ProcessBuilder(
                  List.of(
                      "softhsm2-util",
                      "--init-token",
                      "--free",
                      "--label",
                      label,
                      "--so-pin",
                      "97531842",
                      "--pin",
                      PIN))
              .redirectErrorStream(true)
              .start();
      String output = new String(made.getInputStream().readAllBytes(), UTF_8);
      assertThat(made.waitFor()).as(output).isZero();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void token_thatIsNotThere_isNamed() {
    assertThatThrownBy(
            () ->
                Pkcs11Kms.open(
                    LIBRARY, "nobody", folder.resolve(label).resolve("pin"), folder.resolve(label)))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("nobody");
  }

  @Test
  void keys_outliveTheOneThatMadeThem() throws Exception {
    kms.createKek(NAME);
    KeyVersion signer = kms.createSigner(NAME);
    byte[] signature = kms.signer(signer).sign(bytes("checkpoint"));
    WrappedDataKey wrapped = wrapNew(NAME);

    Kms again = open();

    again.unwrap(wrapped, CONTEXT).close();
    assertThat(again.signer(signer).sign(bytes("checkpoint"))).isEqualTo(signature);
    assertThat(again.currentSigner(NAME)).isEqualTo(signer);
  }
}
