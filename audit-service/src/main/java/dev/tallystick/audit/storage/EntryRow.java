package dev.tallystick.audit.storage;

import dev.tallystick.events.EntryHash;
import dev.tallystick.events.EventId;
import dev.tallystick.events.PartHashes;
import dev.tallystick.events.PartName;
import dev.tallystick.tlog.Hash;
import org.jspecify.annotations.Nullable;

/**
 * A row of the entry table. The arrays belong to the row: whoever builds one gives them away,
 * whoever reads one leaves them as they are.
 *
 * <p>Not a record, because it holds arrays. Immutable in use, so it may be read by any thread.
 */
public final class EntryRow {
  private final long index;
  private final EventId id;
  private final int typeCode;
  private final long recordedMillis;
  private final OpeningKeyId keyId;
  private final byte[] nonceStub;
  private final byte[] stub;
  private final Hash hashBody;
  private final Hash hashInternal;
  private final byte @Nullable [] sealed;
  private @Nullable Hash entry;

  /** Takes ownership of the arrays. {@code sealed} is absent once the body has been erased. */
  public EntryRow(
      long index,
      EventId id,
      int typeCode,
      long recordedMillis,
      OpeningKeyId keyId,
      byte[] nonceStub,
      byte[] stub,
      Hash hashBody,
      Hash hashInternal,
      byte @Nullable [] sealed) {
    this.index = index;
    this.id = id;
    this.typeCode = typeCode;
    this.recordedMillis = recordedMillis;
    this.keyId = keyId;
    this.nonceStub = nonceStub;
    this.stub = stub;
    this.hashBody = hashBody;
    this.hashInternal = hashInternal;
    this.sealed = sealed;
  }

  public long index() {
    return index;
  }

  public EventId id() {
    return id;
  }

  public int typeCode() {
    return typeCode;
  }

  public long recordedMillis() {
    return recordedMillis;
  }

  /** The key that {@link #sealed()} is sealed under. */
  public OpeningKeyId keyId() {
    return keyId;
  }

  public byte[] nonceStub() {
    return nonceStub;
  }

  /** The stub's canonical bytes. */
  public byte[] stub() {
    return stub;
  }

  /** Body, internal and their nonces, sealed; null once erased. */
  public byte @Nullable [] sealed() {
    return sealed;
  }

  public Hash hashBody() {
    return hashBody;
  }

  public Hash hashInternal() {
    return hashInternal;
  }

  /** The part hashes; the stub's is computed from the stored bytes, the other two are as stored. */
  public PartHashes hashes() {
    return new PartHashes(EntryHash.part(PartName.STUB, nonceStub, stub), hashBody, hashInternal);
  }

  /** The 32 bytes that the tree holds for this row. */
  public Hash entry() {
    Hash known = entry;
    if (known == null) {
      known = EntryHash.entry(recordedMillis, hashes());
      entry = known;
    }
    return known;
  }
}
