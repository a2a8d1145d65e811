package dev.tallystick.audit.storage;

import dev.tallystick.events.EntryHash;
import dev.tallystick.events.EventClass;
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
public final class StoredEntry {
  private final Head head;
  private final Commitment commitment;
  private final OpeningKeyId keyId;
  private final byte @Nullable [] sealed;
  private @Nullable Hash entry;

  /** Which event it is, and where it stands in the log. */
  public record Head(long index, EventId id, int typeCode, long recordedMillis) {}

  /** What the entry's hash is computed from, its recorded time aside. */
  public static final class Commitment {
    private final byte[] nonceStub;
    private final byte[] stub;
    private final Hash hashBody;
    private final Hash hashInternal;

    /** Takes ownership of the arrays. */
    public Commitment(byte[] nonceStub, byte[] stub, Hash hashBody, Hash hashInternal) {
      this.nonceStub = nonceStub;
      this.stub = stub;
      this.hashBody = hashBody;
      this.hashInternal = hashInternal;
    }
  }

  /** Takes ownership of the arrays. {@code sealed} is absent once the body has been erased. */
  public StoredEntry(
      Head head, Commitment commitment, OpeningKeyId keyId, byte @Nullable [] sealed) {
    this.head = head;
    this.commitment = commitment;
    this.keyId = keyId;
    this.sealed = sealed;
  }

  public long index() {
    return head.index;
  }

  public EventId id() {
    return head.id;
  }

  public int typeCode() {
    return head.typeCode;
  }

  public long recordedMillis() {
    return head.recordedMillis;
  }

  /** The key that {@link #sealed()} is sealed under. */
  public OpeningKeyId keyId() {
    return keyId;
  }

  public byte[] nonceStub() {
    return commitment.nonceStub;
  }

  /** The stub's canonical bytes. */
  public byte[] stub() {
    return commitment.stub;
  }

  /** Body, internal and their nonces, sealed; null once erased. */
  public byte @Nullable [] sealed() {
    return sealed;
  }

  /** Whether its parts went as the log lets them go: those of exchange types, after their term. */
  public boolean isErased() {
    return sealed == null && keyId.eventClass() == EventClass.EXCHANGE;
  }

  public Hash hashBody() {
    return commitment.hashBody;
  }

  public Hash hashInternal() {
    return commitment.hashInternal;
  }

  /** The part hashes; the stub's is computed from the stored bytes, the other two are as stored. */
  public PartHashes hashes() {
    return new PartHashes(
        EntryHash.part(PartName.STUB, commitment.nonceStub, commitment.stub),
        commitment.hashBody,
        commitment.hashInternal);
  }

  /** The 32 bytes that the tree holds for this row. */
  public Hash entry() {
    Hash known = entry;
    if (known == null) {
      known = EntryHash.entry(head.recordedMillis, hashes());
      entry = known;
    }
    return known;
  }
}
