package dev.tallystick.idempotency;

import java.util.UUID;

/** What a request finds under its key. */
public sealed interface Attempt {
  /** It is the first one: do it, then {@link IdempotencyStore#keep} or {@code release}. */
  record First(RequestIdentity identity, UUID attempt) implements Attempt {}

  /** It was answered before. */
  record Answered(KeptAnswer answer) implements Attempt {}
}
