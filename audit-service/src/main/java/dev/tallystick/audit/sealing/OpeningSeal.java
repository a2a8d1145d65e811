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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Seals what an event says before it is queued, and opens it again for those who may read it. The
 * event's id is bound into the seal, so sealed bytes moved to another row do not open. Thread-safe.
 */
public final class OpeningSeal {
  private static final Logger LOG = Logger.getLogger(OpeningSeal.class);

  private final OpeningKeys keys;
  private final Function<EventId, List<byte[]>> repaired;

  /**
   * Seals under the keys of the day.
   *
   * @param repaired the sealed copies of an event's parts, for rows whose own bytes do not open
   */
  public OpeningSeal(OpeningKeys keys, Function<EventId, List<byte[]>> repaired) {
    this.keys = keys;
    this.repaired = repaired;
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

  /** Seals parts as a row has them, under the row's key. */
  public byte[] sealFor(StoredEntry row, OpenedParts parts) {
    return keys.get(row.keyId()).seal(parts.encode(), context(row.keyId(), row.id())).toByteArray();
  }

  /**
   * Opens the parts of a row that still has them, or the copy that they were repaired with.
   *
   * @throws LostPartsException if they are erased or do not open: another row's, changed, or under
   *     another key
   * @throws LogStoreException if the key cannot be had now
   */
  public OpenedParts open(StoredEntry row) {
    if (row.isErased()) {
      throw new LostPartsException("the parts of entry " + row.index() + " are erased");
    }
    try {
      byte[] sealed = row.sealed();
      if (sealed == null) {
        throw new LostPartsException("the parts of entry " + row.index() + " are gone");
      }
      return open(row, sealed);
    } catch (LostPartsException lost) {
      for (byte[] copy : repaired.apply(row.id())) {
        try {
          return open(row, copy);
        } catch (LostPartsException e) {
          LOG.debugf("a repaired copy of entry %d does not open either", row.index());
        }
      }
      throw lost;
    }
  }

  /**
   * Opens these bytes as the parts of a row, whether they are those that it was committed to or
   * not.
   *
   * @throws LostPartsException if they do not open
   * @throws LogStoreException if the key cannot be had now
   */
  public OpenedParts open(StoredEntry row, byte[] sealed) {
    DataKey key = keys.get(row.keyId());
    try {
      return OpenedParts.decode(
          key.open(SealedValue.takeOwnershipOf(sealed), context(row.keyId(), row.id())));
    } catch (SealBrokenException | IllegalArgumentException e) {
      throw new LostPartsException("the parts of entry " + row.index() + " do not open", e);
    }
  }

  /**
   * The parts of a row; empty if they are erased or cannot be read.
   *
   * @throws LogStoreException if the key cannot be had now
   */
  public Optional<OpenedParts> find(StoredEntry row) {
    try {
      return Optional.of(open(row));
    } catch (LostPartsException lost) {
      if (!row.isErased()) {
        LOG.errorf("entry %d cannot be read; docs/operations/unreadable-body.md", row.index());
      }
      return Optional.empty();
    }
  }

  /**
   * The body of a row that still has it.
   *
   * @throws LogStoreException as {@link #open}
   */
  public Body openBody(StoredEntry row) {
    return body(row, open(row));
  }

  /**
   * The body of a row, once opened.
   *
   * @throws LogStoreException if it is none
   */
  public Body body(StoredEntry row, OpenedParts opened) {
    try {
      return Body.parse((JsonObject) CanonicalJson.parse(opened.canonical(PartName.BODY)));
    } catch (MalformedJsonException | InvalidEventException e) {
      throw new LogStoreException("the body of entry " + row.index() + " cannot be read", e);
    }
  }

  /**
   * The internal part of a row, once opened; empty if the event has none.
   *
   * @throws LogStoreException if it is none
   */
  public Optional<JsonObject> internal(StoredEntry row, OpenedParts opened) {
    byte[] canonical = opened.canonical(PartName.INTERNAL);
    if (canonical.length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of((JsonObject) CanonicalJson.parse(canonical));
    } catch (MalformedJsonException e) {
      throw new LogStoreException(
          "the internal part of entry " + row.index() + " cannot be read", e);
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
