package dev.tallystick.idempotency;

import java.time.Instant;
import java.util.UUID;

/** What a request finds under its key. */
public sealed interface Attempt {
  /**
   * It is the first one, or the first that is not known to have come to something: do it, then
   * {@link IdempotencyStore#keep} or {@code release}.
   *
   * @param firstAt when the first try of this very request began
   */
  record First(RequestIdentity identity, UUID attempt, Instant firstAt) implements Attempt {}

  /** It was answered before. */
  record Answered(KeptAnswer answer) implements Attempt {}
}
