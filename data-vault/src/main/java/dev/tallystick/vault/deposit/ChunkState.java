package dev.tallystick.vault.deposit;

/** How far a chunk has come. Its records are visible in the last state only. */
enum ChunkState {
  /** Its lines are arriving. A crash leaves it so, and the sweeper drops it. */
  RECEIVING,
  /** Judged and answered; waits for the platform's signature, and is dropped without one. */
  STAGED,
  /** Signed and permitted; its event is in the outbox, so it will be logged or refused. */
  SIGNED,
  /** Logged. */
  COMMITTED
}
