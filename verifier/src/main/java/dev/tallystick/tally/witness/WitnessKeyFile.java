package dev.tallystick.tally.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tally.state.UnusableStateException;
import dev.tallystick.tlog.CosignerKey;
import dev.tallystick.tlog.Ed25519Key;
import dev.tallystick.tlog.MalformedNoteKeyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/** The file with a witness's secret key. It is made on demand only, and only its owner reads it. */
public final class WitnessKeyFile {
  private static final int MAX_SIZE = 1 << 12;
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private WitnessKeyFile() {}

  /**
   * Reads the key.
   *
   * @throws UnusableStateException if there is none, or others than the owner can read it
   */
  public static CosignerKey read(Path file) throws UnusableStateException {
    try (InputStream in = Files.newInputStream(file)) {
      if (isPosix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        throw new UnusableStateException(
            "%s: others than its owner can use it; chmod 600 it".formatted(file));
      }
      return CosignerKey.parse(new String(in.readNBytes(MAX_SIZE), UTF_8).strip());
    } catch (MalformedNoteKeyException e) {
      throw new UnusableStateException(
          "%s: not the key of a witness: %s".formatted(file, e.getMessage()));
    } catch (UnusableStateException e) {
      throw e;
    } catch (IOException e) {
      throw new UnusableStateException("%s: cannot be read".formatted(file));
    }
  }

  /**
   * Draws a new key and writes the file.
   *
   * @throws UnusableStateException if there is such a file already, or it cannot be written
   * @throws IllegalArgumentException if the name cannot be that of a key
   */
  public static CosignerKey make(Path file, String name) throws UnusableStateException {
    byte[] seed = new byte[Ed25519Key.SEED_SIZE];
    new SecureRandom().nextBytes(seed);
    CosignerKey key = CosignerKey.fromSeed(name, seed);
    FileAttribute<?>[] attributes =
        isPosix(file)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
            : new FileAttribute<?>[0];
    try (var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      channel.write(UTF_8.encode(key.toSecretText() + "\n"));
      return key;
    } catch (FileAlreadyExistsException e) {
      throw new UnusableStateException("%s: is there already".formatted(file));
    } catch (IOException e) {
      throw new UnusableStateException("%s: cannot be written".formatted(file));
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
