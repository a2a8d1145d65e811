package dev.tallystick.audit.storage;

import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Entry rows in PostgreSQL's binary COPY format (PostgreSQL manual, COPY, "Binary Format"): a
 * signature, flags and extension length; a row is a field count and then, for each field, its
 * length (−1 for null) and bytes; −1 ends it. Written by hand because a batch is the log's hot
 * path.
 */
final class CopyRows {
  static final String COLUMNS =
      "idx, event_id, type, recorded_millis, seal_day, seal_class, nonce_stub, hash_body, hash_internal, stub, sealed";
  private static final int FIELDS = 11;
  private static final byte[] SIGNATURE =
      "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

  private ByteBuffer out;

  private CopyRows(int capacity) {
    out = ByteBuffer.allocate(capacity);
  }

  /** The rows as one COPY stream, ready to be sent: position 0 to limit. */
  static ByteBuffer encode(List<StoredEntry> rows) {
    CopyRows copy = new CopyRows(64 + rows.size() * 1024);
    copy.out.put(SIGNATURE).putInt(0).putInt(0);
    rows.forEach(copy::row);
    copy.room(2).putShort((short) -1);
    return copy.out.flip();
  }

  private void row(StoredEntry row) {
    room(256).putShort((short) FIELDS);
    out.putInt(8).putLong(row.index());
    UUID id = row.id().value();
    out.putInt(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    out.putInt(2).putShort((short) row.typeCode());
    out.putInt(8).putLong(row.recordedMillis());
    out.putInt(4).putInt(row.keyId().day());
    out.putInt(2).putShort(row.keyId().classCode());
    bytes(row.nonceStub());
    bytes(row.hashBody().toByteArray());
    bytes(row.hashInternal().toByteArray());
    bytes(row.stub());
    bytes(row.sealed());
  }

  private void bytes(byte @Nullable [] value) {
    if (value == null) {
      room(4).putInt(-1);
    } else {
      room(4 + value.length).putInt(value.length).put(value);
    }
  }

  private ByteBuffer room(int more) {
    if (out.remaining() < more) {
      ByteBuffer larger = ByteBuffer.allocate(Math.max(out.capacity() * 2, out.position() + more));
      out = larger.put(out.flip());
    }
    return out;
  }

  /**
   * Reads the pieces of a COPY OUT stream; a piece holds whole rows, the first one the header too.
   */
  static final class Decoder {
    private final List<StoredEntry> rows = new ArrayList<>();
    private boolean begun;

    void piece(byte[] piece) {
      ByteBuffer in = ByteBuffer.wrap(piece);
      if (!begun) {
        in.position(SIGNATURE.length + 4);
        int extension = in.getInt();
        in.position(in.position() + extension);
        begun = true;
      }
      while (in.hasRemaining()) {
        int fields = in.getShort();
        if (fields < 0) {
          return;
        }
        if (fields != FIELDS) {
          throw new LogStoreException("a row has " + fields + " fields, not " + FIELDS);
        }
        rows.add(read(in));
      }
    }

    List<StoredEntry> rows() {
      return rows;
    }

    private static StoredEntry read(ByteBuffer in) {
      long index = fixed(in, 8).getLong();
      fixed(in, 16);
      EventId id = new EventId(new UUID(in.getLong(), in.getLong()));
      int type = fixed(in, 2).getShort();
      long recorded = fixed(in, 8).getLong();
      int day = fixed(in, 4).getInt();
      int keyClass = fixed(in, 2).getShort();
      byte[] nonceStub = some(in);
      Hash body = Hash.takeOwnershipOf(some(in));
      Hash internal = Hash.takeOwnershipOf(some(in));
      byte[] stub = some(in);
      byte[] sealed = maybe(in);
      return new StoredEntry(
          new StoredEntry.Head(index, id, type, recorded),
          new StoredEntry.Commitment(nonceStub, stub, body, internal),
          OpeningKeyId.of(day, keyClass),
          sealed);
    }

    private static ByteBuffer fixed(ByteBuffer in, int length) {
      int found = in.getInt();
      if (found != length) {
        throw new LogStoreException("a field has " + found + " bytes, not " + length);
      }
      return in;
    }

    private static byte[] some(ByteBuffer in) {
      byte[] value = maybe(in);
      if (value == null) {
        throw new LogStoreException("a field that is never null is null");
      }
      return value;
    }

    private static byte @Nullable [] maybe(ByteBuffer in) {
      int length = in.getInt();
      if (length < 0) {
        return null;
      }
      byte[] value = new byte[length];
      in.get(value);
      return value;
    }
  }
}
