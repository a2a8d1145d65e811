package dev.tallystick.events.receipt;

import dev.tallystick.events.EntryHash;
import dev.tallystick.events.Event;
import dev.tallystick.events.PartHashes;
import dev.tallystick.events.PartName;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.util.Set;

/**
 * What a reader is given of a logged event: when it was recorded, the parts that are theirs with
 * the nonces, and the bare hashes of the others. It gives the entry, so a proof of inclusion shows
 * that all of it was logged.
 *
 * <p>An opening by itself proves nothing: whoever makes one up gets an entry that is in no log.
 */
public record Opening(long recordedMillis, OpenedPart stub, OpenedPart body, OpenedPart internal) {
  /**
   * Refuses times that no entry has, and stubs and bodies that claim to be absent: every event has
   * both.
   */
  public Opening {
    if (recordedMillis < 0 || recordedMillis > JsonInteger.MAX) {
      throw new IllegalArgumentException("recordedMillis is from 0 to 2^53-1");
    }
    if (isAbsent(stub) || isAbsent(body)) {
      throw new IllegalArgumentException("every event has a stub and a body");
    }
  }

  static boolean isAbsent(OpenedPart part) {
    return part instanceof OpenedPart.Shown && part.value().isEmpty();
  }

  /** Opens these parts of an event, and withholds the others. */
  public static Opening of(Event event, long recordedMillis, Set<PartName> shown) {
    return new Opening(
        recordedMillis,
        open(event, PartName.STUB, shown),
        open(event, PartName.BODY, shown),
        open(event, PartName.INTERNAL, shown));
  }

  private static OpenedPart open(Event event, PartName part, Set<PartName> shown) {
    if (!shown.contains(part)) {
      return new OpenedPart.Withheld(event.hashes().of(part));
    }
    byte[] nonce = event.seed().nonce(part);
    return event
        .part(part)
        .map(value -> OpenedPart.Shown.of(nonce, value))
        .orElseGet(() -> OpenedPart.Shown.absent(nonce));
  }

  /**
   * Reads an opening.
   *
   * @throws MalformedOpeningException naming the field that is not as it must be
   */
  public static Opening parse(JsonObject json) throws MalformedOpeningException {
    return OpeningForm.read(json);
  }

  /** The opening as JSON, as {@code docs/spec/events.md} has it. */
  public JsonObject toJson() {
    return OpeningForm.write(this);
  }

  public OpenedPart part(PartName part) {
    return switch (part) {
      case STUB -> stub;
      case BODY -> body;
      case INTERNAL -> internal;
    };
  }

  /** The commitments to the parts, recomputed where the part is shown. */
  public PartHashes hashes() {
    return new PartHashes(
        stub.hash(PartName.STUB), body.hash(PartName.BODY), internal.hash(PartName.INTERNAL));
  }

  /** The entry that the log must hold if this opening is true. */
  public Hash entry() {
    return EntryHash.entry(recordedMillis, hashes());
  }
}
