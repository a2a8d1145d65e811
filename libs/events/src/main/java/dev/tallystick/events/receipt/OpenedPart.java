package dev.tallystick.events.receipt;

import dev.tallystick.events.EntryHash;
import dev.tallystick.events.PartName;
import dev.tallystick.events.Seed;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of an event in an opening: shown with its nonce, or withheld behind its hash. Immutable.
 */
public sealed interface OpenedPart {
  /** The commitment to the part, recomputed from what is shown or taken from what is withheld. */
  Hash hash(PartName part);

  /** The part, if it is shown and the event has it. */
  Optional<JsonObject> value();

  /** A part of which only the hash is told. */
  record Withheld(Hash hash) implements OpenedPart {
    @Override
    public Hash hash(PartName part) {
      return hash;
    }

    @Override
    public Optional<JsonObject> value() {
      return Optional.empty();
    }
  }

  /** A part with its nonce; or the proof, by its nonce, that the event does not have the part. */
  final class Shown implements OpenedPart {
    private static final byte[] ABSENT = {};

    private final byte[] nonce;
    private final @Nullable JsonObject value;
    private final byte @Nullable [] canonical;

    private Shown(byte[] nonce, @Nullable JsonObject value, byte @Nullable [] canonical) {
      if (nonce.length != Seed.SIZE) {
        throw new IllegalArgumentException("a nonce has 32 bytes");
      }
      this.nonce = nonce;
      this.value = value;
      this.canonical = canonical;
    }

    public static Shown of(byte[] nonce, JsonObject value) {
      if (CanonicalJson.violation(value, 0) != null) {
        throw new IllegalArgumentException("a part holds values of the event model");
      }
      return new Shown(nonce.clone(), value, null);
    }

    public static Shown absent(byte[] nonce) {
      return new Shown(nonce.clone(), null, ABSENT);
    }

    /** A part of the event model with its canonical bytes; the caller gives all arrays away. */
    static Shown takeOwnershipOf(byte[] nonce, JsonObject value, byte[] canonical) {
      return new Shown(nonce, value, canonical);
    }

    /** A copy of the nonce. */
    public byte[] nonce() {
      return nonce.clone();
    }

    @Override
    public Optional<JsonObject> value() {
      return Optional.ofNullable(value);
    }

    @Override
    public Hash hash(PartName part) {
      byte[] bytes = canonical;
      if (bytes == null) {
        bytes = value == null ? ABSENT : CanonicalJson.bytes(value);
      }
      return EntryHash.part(part, nonce, bytes);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Shown that
          && Arrays.equals(nonce, that.nonce)
          && value().equals(that.value());
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(nonce) + value().hashCode();
    }

    /** Shows neither the nonce nor the part. */
    @Override
    public String toString() {
      return "Shown[redacted]";
    }
  }
}
