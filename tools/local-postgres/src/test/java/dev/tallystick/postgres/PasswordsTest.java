package dev.tallystick.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {
  @TempDir Path folder;

  @Test
  void login_keepsAPasswordAndDrawsAnotherForEachRole() {
    Login first = new Passwords(folder).login("shop_app");

    assertThat(new Passwords(folder).login("shop_app")).isEqualTo(first);
    assertThat(new Passwords(folder).login("shop_owner").password()).isNotEqualTo(first.password());
    assertThat(first.password()).hasSize(32);
  }

  @Test
  void login_storesForTheOwnerOnly() throws IOException {
    Passwords passwords = new Passwords(folder.resolve("secrets"));

    passwords.login("shop_app");

    assertThat(mode(folder.resolve("secrets"))).isEqualTo("rwx------");
    assertThat(mode(passwords.file("shop_app"))).isEqualTo("rw-------");
  }

  @Test
  void login_afterACrashWhileStoringStartsOver() throws IOException {
    Files.writeString(folder.resolve("shop_app.password.new"), "half");

    assertThat(new Passwords(folder).login("shop_app").password()).hasSize(32);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
