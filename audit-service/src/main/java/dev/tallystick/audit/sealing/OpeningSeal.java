package dev.tallystick.audit.sealing;

import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EntryHash;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.PartName;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.tlog.Hash;

/**
 * Seals what an event says before it is queued, and opens it again for those who may read it. The
 * event's id is bound into the seal, so sealed bytes moved to another row do not open. Thread-safe.
 */
public final class OpeningSeal {
  private final OpeningKeys keys;

  /** Seals under the keys of the day. */
  public OpeningSeal(OpeningKeys keys) {
    this.keys = keys;
  }

  /** Seals body, internal and their nonces under today's key of the type's class. */
  public SealedParts seal(Event event) {
    OpeningKeyId keyId = keys.current(event.type().eventClass());
    OpenedParts parts =
        new OpenedParts(
            event.nonce(PartName.BODY),
            event.canonicalBody(),
            event.nonce(PartName.INTERNAL),
            event.canonicalInternal());
    return new SealedParts(
        keyId, keys.get(keyId).seal(parts.encode(), context(keyId, event.id())).toByteArray());
  }

  /**
   * Opens the parts of a row that still has them.
   *
   * @throws LostPartsException if they are erased or do not open: another row's, changed, or under
   *     another key
   * @throws LogStoreException if the key cannot be had now
   */
  public OpenedParts open(StoredEntry row) {
    byte[] sealed = row.sealed();
    if (sealed == null) {
      throw new LostPartsException("the parts of entry " + row.index() + " are erased");
    }
    DataKey key = keys.get(row.keyId());
    try {
      return OpenedParts.decode(
          key.open(SealedValue.takeOwnershipOf(sealed), context(row.keyId(), row.id())));
    } catch (SealBrokenException | IllegalArgumentException e) {
      throw new LostPartsException("the parts of entry " + row.index() + " do not open", e);
    }
  }

  /**
   * The body of a row that still has it.
   *
   * @throws LogStoreException as {@link #open}
   */
  public Body openBody(StoredEntry row) {
    try {
      return Body.parse((JsonObject) CanonicalJson.parse(open(row).canonical(PartName.BODY)));
    } catch (MalformedJsonException | InvalidEventException e) {
      throw new LogStoreException("the body of entry " + row.index() + " cannot be read", e);
    }
  }

  /** The stub of a row; it is not sealed. */
  public Stub openStub(StoredEntry row) {
    try {
      return Stub.parse((JsonObject) CanonicalJson.parse(row.stub()));
    } catch (MalformedJsonException | InvalidEventException e) {
      throw new LogStoreException("the stub of entry " + row.index() + " cannot be read", e);
    }
  }

  /** The entry that a row's stored bytes, opened and hashed anew, commit to. */
  public Hash recomputeEntry(StoredEntry row) {
    return EntryHash.entry(row.recordedMillis(), open(row).hashes(row.nonceStub(), row.stub()));
  }

  private static SealingContext context(OpeningKeyId keyId, EventId id) {
    return SealingContext.of(
        "opening", Integer.toString(keyId.day()), keyId.eventClass().name(), id.toString());
  }
}
