package dev.tallystick.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;

  @Test
  void secrets_areKeptAndDifferByName() {
    Path file = folder.resolve("secrets.properties");
    String machine = Secrets.in(file).machine("data-vault");
    String password = Secrets.in(file).password("citizen1");

    assertThat(Secrets.in(file).machine("data-vault")).isEqualTo(machine);
    assertThat(Secrets.in(file).password("citizen1")).isEqualTo(password);
    assertThat(machine).hasSize(32).isNotEqualTo(Secrets.in(file).machine("portal"));
    assertThat(password).matches("[a-z2-7]{20}");
  }

  @Test
  void secrets_areForTheOwnerOnly() throws IOException {
    Path file = folder.resolve("secrets.properties");

    Secrets.in(file).machine("data-vault");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void subject_isACanonicalEncodingOf128Bits() {
    Secrets secrets = Secrets.in(folder.resolve("secrets.properties"));
    Set<String> drawn = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      String token = secrets.subject("subject/person" + i);
      // The last of the 26 characters carries three bits; its two spare ones are zero.
      assertThat(token).matches("sub_[a-z2-7]{25}[aeimquy4]");
      drawn.add(token);
    }
    assertThat(drawn).hasSize(100);
  }
}
