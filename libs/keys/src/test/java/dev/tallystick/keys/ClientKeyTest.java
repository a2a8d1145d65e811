package dev.tallystick.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientKeyTest {
  @TempDir private Path folder;

  @Test
  void key_isReadAsItWasWritten_andClosedToOthers() throws Exception {
    ClientKey drawn = ClientKey.draw();
    Path file = folder.resolve("bank.pem");

    drawn.write(file);

    assertThat(ClientKey.read(file).thumbprint()).isEqualTo(drawn.thumbprint());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> drawn.write(file)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(drawn.toString()).doesNotContain("PRIVATE");
  }

  @Test
  void file_isWhatOtherProgramsRead() throws Exception {
    Path file = folder.resolve("bank.pem");
    ClientKey.draw().write(file);
    String base64 = String.join("", Files.readAllLines(file)).replaceAll("-----[A-Z ]+-----", "");

    var key =
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));

    assertThat(((EdECPrivateKey) key).getBytes())
        .hasValueSatisfying(s -> assertThat(s).hasSize(32));
  }

  @Test
  void otherFiles_areRefused() throws Exception {
    for (String text :
        List.of("", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")) {
      Path file = folder.resolve("bad.pem");
      Files.writeString(file, text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      assertThatThrownBy(() -> ClientKey.read(file))
          .as(text)
          .isInstanceOf(MalformedKeyException.class);
    }
    Path open = folder.resolve("open.pem");
    ClientKey.draw().write(open);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> ClientKey.read(open)).isInstanceOf(KeyFileException.class);
  }
}
