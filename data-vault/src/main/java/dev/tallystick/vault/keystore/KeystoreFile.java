package dev.tallystick.vault.keystore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.WrappedDataKey;
import dev.tallystick.tlog.Hash;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The wrapped data keys of one shard in a file: {@code vault-subjects-a.keys}. Worth nothing
 * without the Kms.
 *
 * <pre>
 * tallystick-keystore-v2 TIME
 * SUBJECT SOURCE CLASS VERSION WRAPPED COMMITMENT   (the last two in base64url; a line for each key)
 * end COUNT SHA-256                                 (of everything before this line)
 * </pre>
 */
final class KeystoreFile {
  private static final String HEAD = "tallystick-keystore-v2 ";
  private static final String END = "end ";
  private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final int COLUMNS = 6;

  private KeystoreFile() {}

  /** Gives the rows to a consumer, and fails when they cannot be had. */
  @FunctionalInterface
  interface Rows {
    void to(Consumer<StoredKey> consumer);
  }

  /**
   * What a file holds.
   *
   * @param writtenAt when its keys were read from the database
   * @param digest of all of it
   */
  record Contents(Instant writtenAt, long keys, String digest) {}

  /** Writes the file, durably, whole or not at all, closed to others. */
  static Contents write(Path file, Instant now, Rows rows) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    Files.deleteIfExists(temporary);
    Lines lines;
    try (FileChannel channel =
            FileChannel.open(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
        BufferedWriter out =
            new BufferedWriter(
                new OutputStreamWriter(Channels.newOutputStream(channel), US_ASCII))) {
      lines = new Lines(out);
      lines.add(HEAD + now);
      rows.to(key -> lines.addKey(format(key)));
      lines.end();
      out.flush();
      channel.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
    return new Contents(now, lines.keys, lines.digest());
  }

  /**
   * Reads a file to its end and hands over each key.
   *
   * @return what it says of itself
   * @throws IOException if it is not whole, or not as it was written; some keys may have been
   *     handed over by then
   */
  static Contents read(Path file, Consumer<StoredKey> consumer) throws IOException {
    MessageDigest digest = sha256();
    long count = 0;
    try (BufferedReader in = Files.newBufferedReader(file, US_ASCII)) {
      String head = in.readLine();
      Instant writtenAt = writtenAt(head, file);
      update(digest, head);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(END)) {
          String hex = HexFormat.of().formatHex(digest.digest());
          if (line.equals(end(count, hex)) && in.readLine() == null) {
            return new Contents(writtenAt, count, hex);
          }
          throw damaged(file);
        }
        update(digest, line);
        consumer.accept(parse(line, file));
        count++;
      }
    }
    throw damaged(file);
  }

  private static Instant writtenAt(@Nullable String head, Path file) throws IOException {
    if (head == null || !head.startsWith(HEAD)) {
      throw damaged(file);
    }
    try {
      return Instant.parse(head.substring(HEAD.length()));
    } catch (DateTimeParseException e) {
      throw damaged(file);
    }
  }

  private static String format(StoredKey key) {
    return String.join(
        " ",
        key.owner().subject(),
        key.owner().source(),
        key.owner().retention().name(),
        Integer.toString(key.version()),
        TO_TEXT.encodeToString(key.wrapped().toByteArray()),
        TO_TEXT.encodeToString(key.commitment().toByteArray()));
  }

  private static StoredKey parse(String line, Path file) throws IOException {
    String[] columns = line.split(" ", -1);
    if (columns.length != COLUMNS) {
      throw damaged(file);
    }
    try {
      return new StoredKey(
          new KeyOwner(columns[0], columns[1], RetentionClass.valueOf(columns[2])),
          Integer.parseInt(columns[3]),
          WrappedDataKey.parse(Base64.getUrlDecoder().decode(columns[4])),
          Hash.copyOf(Base64.getUrlDecoder().decode(columns[5])));
    } catch (IllegalArgumentException | MalformedKeyException e) {
      throw damaged(file);
    }
  }

  private static IOException damaged(Path file) {
    return new IOException(file + " is not a whole backup of a keystore");
  }

  private static void update(MessageDigest digest, String line) {
    digest.update((line + '\n').getBytes(US_ASCII));
  }

  private static String end(long count, String digest) {
    return END + count + " " + digest;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static final class Lines {
    private final BufferedWriter out;
    private final MessageDigest digest = sha256();
    private String hex = "";
    private long keys;

    Lines(BufferedWriter out) {
      this.out = out;
    }

    void add(String line) {
      try {
        update(digest, line);
        out.write(line);
        out.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void addKey(String line) {
      add(line);
      keys++;
    }

    void end() throws IOException {
      hex = HexFormat.of().formatHex(digest.digest());
      out.write(KeystoreFile.end(keys, hex));
      out.write('\n');
    }

    String digest() {
      return hex;
    }
  }
}
