package dev.tallystick.gateway.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.gateway.setting.GatewaySettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The key by which the party's own systems are let in. It is drawn at the first start into a file
 * that only this account may open; whoever may read the file may do what the party may. Deleting
 * the file and starting again changes the key. Thread-safe.
 */
@Singleton
public final class LocalKey {
  /** What the key begins with, so that nobody takes a token for one. */
  static final String PREFIX = "gwk_";

  private static final int AFTER_THE_CHECKS = 100;
  private static final int BYTES = 32;
  private static final int MAX_SIZE = 200;
  private static final Pattern FORM = Pattern.compile("gwk_[A-Za-z0-9_-]{43}");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;
  private volatile byte @Nullable [] digest;

  LocalKey(GatewaySettings settings) {
    this.file = settings.localKeyFile();
  }

  void onStart(@Observes @Priority(AFTER_THE_CHECKS) StartupEvent start) {
    try {
      digest = sha256(Files.exists(file) ? read() : draw());
    } catch (IOException e) {
      throw new UncheckedIOException("tallystick.gateway.local-key-file cannot be used", e);
    }
  }

  private String draw() throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String key = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path whole = file.resolveSibling("." + file.getFileName() + ".tmp");
    Files.deleteIfExists(whole);
    try (FileChannel out =
        FileChannel.open(
            whole,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      ByteBuffer bytes = ByteBuffer.wrap((key + "\n").getBytes(US_ASCII));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(whole, file);
    return key;
  }

  private String read() throws IOException {
    if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException(file + " is open to others: chmod 600 " + file);
    }
    if (Files.size(file) > MAX_SIZE) {
      throw new IOException(file + " is longer than a key");
    }
    String key = Files.readString(file, US_ASCII).strip();
    if (!FORM.matcher(key).matches()) {
      throw new IOException(file + " holds no key; delete it, and the next start draws one");
    }
    return key;
  }

  /** Whether this is the key; takes as long for every text of its length. */
  boolean matches(String text) {
    byte[] known = digest;
    return known != null && MessageDigest.isEqual(known, sha256(text));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
