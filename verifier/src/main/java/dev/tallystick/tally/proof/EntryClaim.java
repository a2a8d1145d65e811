package dev.tallystick.tally.proof;

import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import java.util.Optional;

/**
 * The entry that is said to be logged.
 *
 * @param leafHash its leaf hash
 * @param entry the entry itself, if that is known
 * @param opening what it commits to, if that is known
 */
public record EntryClaim(Hash leafHash, Optional<Hash> entry, Optional<Opening> opening) {
  /** Returns the claim that the event of this opening is logged. */
  public static EntryClaim ofOpening(Opening opening) {
    Hash entry = opening.entry();
    return new EntryClaim(Merkle.leafHash(entry), Optional.of(entry), Optional.of(opening));
  }

  /** Returns the claim that this entry is logged. */
  public static EntryClaim ofEntry(Hash entry) {
    return new EntryClaim(Merkle.leafHash(entry), Optional.of(entry), Optional.empty());
  }

  /** Returns the claim that an entry with this leaf hash is logged. */
  public static EntryClaim ofLeafHash(Hash leafHash) {
    return new EntryClaim(leafHash, Optional.empty(), Optional.empty());
  }
}
