package dev.tallystick.importing.rows;

import dev.tallystick.importing.mapping.Mapping;
import dev.tallystick.tlog.Hash;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A platform's file with the mapping that reads it; read as often as one likes. */
public final class DataFile {
  private static final int BUFFER = 64 * 1024;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final Content content;
  private final Mapping mapping;

  private DataFile(Content content, Mapping mapping) {
    this.content = content;
    this.mapping = mapping;
  }

  /** Bytes that can be read more than once. */
  private interface Content {
    InputStream open() throws IOException;

    long size() throws IOException;
  }

  /** The file at this path. */
  public static DataFile at(Path path, Mapping mapping) {
    return new DataFile(
        new Content() {
          @Override
          public InputStream open() throws IOException {
            return Files.newInputStream(path);
          }

          @Override
          public long size() throws IOException {
            return Files.size(path);
          }
        },
        mapping);
  }

  /** A file of these bytes, which must not change. */
  public static DataFile inMemory(byte[] bytes, Mapping mapping) {
    return new DataFile(
        new Content() {
          @Override
          public InputStream open() {
            return new ByteArrayInputStream(bytes);
          }

          @Override
          public long size() {
            return bytes.length;
          }
        },
        mapping);
  }

  /** Its size in bytes, as it lies there. */
  public long size() throws IOException {
    return content.size();
  }

  /** SHA-256 of its bytes, as they lie there. */
  public Hash digest() throws IOException {
    try (InputStream in = content.open();
        DigestInputStream digest = new DigestInputStream(in, sha256())) {
      digest.transferTo(OutputStream.nullOutputStream());
      return Hash.takeOwnershipOf(digest.getMessageDigest().digest());
    }
  }

  /**
   * A pass from the beginning.
   *
   * @throws UnreadableFileException if it has not the columns that the mapping names
   */
  public Rows open() throws IOException, UnreadableFileException {
    CountingStream counted = new CountingStream(new BufferedInputStream(content.open(), BUFFER));
    boolean done = false;
    try {
      InputStream plain = isGzip() ? UnpackedStream.of(counted, BUFFER) : counted;
      Rows rows =
          switch (mapping.file().kind()) {
            case CSV -> new CsvRows(plain, counted, mapping);
            case NDJSON -> new NdjsonRows(plain, counted, mapping);
            case FIXED, BLANKS -> new TextRows(plain, counted, mapping);
          };
      done = true;
      return mapping
          .file()
          .items()
          .<Rows>map(items -> new ItemRows(rows, items, mapping.file()))
          .orElse(rows);
    } finally {
      if (!done) {
        counted.close();
      }
    }
  }

  private boolean isGzip() throws IOException {
    try (InputStream in = content.open()) {
      return in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
