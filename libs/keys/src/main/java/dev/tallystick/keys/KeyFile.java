package dev.tallystick.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One key of a {@link FileKms} in one file, such as {@code audit-bodies.v3.kek}.
 *
 * <p>The file says again what its name says, so that a renamed file is noticed, and holds a check
 * value, so that a damaged key is noticed before it wraps anything:
 *
 * <pre>
 * tallystick-key-v1
 * kind kek
 * name audit-bodies
 * version 3
 * key (32 bytes in base64url)
 * check (the first 12 bytes of an HMAC of the lines before, under a key derived from the key)
 * </pre>
 *
 * @param kind what the key does
 */
record KeyFile(Kind kind, KeyVersion version) {
  private static final Pattern NAME =
      Pattern.compile("([a-z0-9-]{1,64})\\.v([1-9][0-9]{0,8})\\.(kek|signer)");
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final int KEY_CHARS = 43;
  private static final int CHECK_SIZE = 12;

  /** What a key does; also the end of its file's name. */
  enum Kind {
    KEK,
    SIGNER;

    String word() {
      return this == KEK ? "kek" : "signer";
    }
  }

  /** The key that a file of this name holds, if it is the name of a key file. */
  static Optional<KeyFile> ofName(String fileName) {
    Matcher name = NAME.matcher(fileName);
    if (!name.matches()) {
      return Optional.empty();
    }
    Kind kind = name.group(3).equals("kek") ? Kind.KEK : Kind.SIGNER;
    try {
      KeyName keyName = new KeyName(name.group(1));
      return Optional.of(
          new KeyFile(kind, new KeyVersion(keyName, Integer.parseInt(name.group(2)))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String fileName() {
    return version + "." + kind.word();
  }

  /** The content of the file for {@code key}; the caller overwrites it. */
  byte[] format(byte[] key) {
    byte[] head = head();
    byte[] key64 = ENCODER.encode(key);
    byte[] check64 = ENCODER.encode(check(head, key));
    byte[] middle = "\ncheck ".getBytes(StandardCharsets.US_ASCII);
    byte[] content =
        ByteBuffer.allocate(head.length + key64.length + middle.length + check64.length + 1)
            .put(head)
            .put(key64)
            .put(middle)
            .put(check64)
            .put((byte) '\n')
            .array();
    Arrays.fill(key64, (byte) 0);
    return content;
  }

  /** The key in the file; the caller overwrites it or gives it to its new owner. */
  byte[] read(Path directory) throws IOException {
    Path file = directory.resolve(fileName());
    PrivateFiles.checkFile(file);
    byte[] content = Files.readAllBytes(file);
    byte[] key = parse(content);
    if (key.length != Secret.SIZE || !MessageDigest.isEqual(format(key), content)) {
      throw new KeyFileException(
          file.toAbsolutePath() + " is damaged or renamed; restore it from the backup");
    }
    Arrays.fill(content, (byte) 0);
    return key;
  }

  /** Writes the file, whole or not at all. */
  void write(Path directory, byte[] key) throws IOException {
    byte[] content = format(key);
    AtomicFile.prepare(directory.resolve(fileName()), content).commit();
    Arrays.fill(content, (byte) 0);
  }

  /** What stands where the key should; {@link #read} compares everything else. */
  private byte[] parse(byte[] content) {
    int at = head().length;
    if (content.length < at + KEY_CHARS) {
      return new byte[0];
    }
    try {
      return Base64.getUrlDecoder().decode(Arrays.copyOfRange(content, at, at + KEY_CHARS));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private byte[] head() {
    return "tallystick-key-v1\nkind %s\nname %s\nversion %d\nkey "
        .formatted(kind.word(), version.name(), version.version())
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] check(byte[] head, byte[] key) {
    try (DataKey checking = DataKey.of(Secret.takeOwnershipOf(key.clone()))) {
      return Arrays.copyOf(checking.mac(head), CHECK_SIZE);
    }
  }
}
