package dev.tallystick.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Generated passwords, one file of mode 0600 for each role.
 *
 * <p>A password is on disk before the server hears of it, so a crash in between leaves one that the
 * next start can set again.
 */
final class Passwords {
  private static final int RANDOM_BYTES = 24;

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  Passwords(Path folder) {
    this.folder = folder;
  }

  /** The login of a role; its password is drawn and stored the first time. */
  Login login(String role) {
    try {
      Path file = file(role);
      if (!Files.exists(file)) {
        store(file);
      }
      return new Login(role, Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(String role) {
    return folder.resolve(role + ".password");
  }

  private void store(Path file) throws IOException {
    OwnerOnlyFiles.createFolder(folder);
    byte[] secret = new byte[RANDOM_BYTES];
    random.nextBytes(secret);
    OwnerOnlyFiles.write(
        file, Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n");
  }
}
