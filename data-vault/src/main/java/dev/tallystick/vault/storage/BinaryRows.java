package dev.tallystick.vault.storage;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Rows in PostgreSQL's binary COPY format, in the order in which they are written. For one thread
 * and one {@link BinaryCopy}.
 *
 * <p>A row is {@link #row} and then its fields; the caller keeps to the number that it announced.
 */
public final class BinaryRows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int HEADER = SIGNATURE.length + 8;
  private static final short TRAILER = -1;
  private static final int NULL = -1;

  /** The object id of {@code uuid}, the same in every PostgreSQL. */
  private static final int UUID_TYPE = 2950;

  private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

  private ByteBuffer out = ByteBuffer.allocate(64 * 1024);

  /** No rows yet. */
  public BinaryRows() {
    out.put(SIGNATURE).position(HEADER);
  }

  /** Begins a row of so many fields. */
  public BinaryRows row(int fields) {
    room(2).putShort((short) fields);
    return this;
  }

  /** A text. */
  public BinaryRows text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** A {@code bytea}, or whatever has these bytes. */
  public BinaryRows bytes(byte[] value) {
    room(4 + value.length).putInt(value.length).put(value);
    return this;
  }

  /** An {@code integer}. */
  public BinaryRows integer(int value) {
    room(8).putInt(4).putInt(value);
    return this;
  }

  /** A {@code uuid}. */
  public BinaryRows uuid(UUID value) {
    room(20)
        .putInt(16)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
    return this;
  }

  /** A {@code uuid[]}; null if there are none. */
  public BinaryRows uuids(List<UUID> values) {
    if (values.isEmpty()) {
      room(4).putInt(NULL);
      return this;
    }
    // One dimension, no nulls, the type of the elements, how many, and the first one's index.
    room(24).putInt(20 + 20 * values.size()).putInt(1).putInt(0).putInt(UUID_TYPE);
    out.putInt(values.size()).putInt(1);
    values.forEach(this::uuid);
    return this;
  }

  /** A {@code date}; null if there is none. */
  public BinaryRows date(Optional<LocalDate> value) {
    if (value.isEmpty()) {
      room(4).putInt(NULL);
      return this;
    }
    return integer(Math.toIntExact(value.get().toEpochDay() - EPOCH_DAY));
  }

  /** Ends the rows, and gives them as they are sent. */
  InputStream end() {
    room(2).putShort(TRAILER);
    return new ByteArrayInputStream(out.array(), 0, out.position());
  }

  private ByteBuffer room(int more) {
    if (out.remaining() < more) {
      ByteBuffer larger = ByteBuffer.allocate(Math.max(out.capacity() * 2, out.position() + more));
      out = larger.put(out.flip());
    }
    return out;
  }
}
