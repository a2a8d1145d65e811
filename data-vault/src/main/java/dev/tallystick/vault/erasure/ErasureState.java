package dev.tallystick.vault.erasure;

/** How far an erasure is. It only goes forward. */
enum ErasureState {
  /** Nothing is released any more; the log is to be told. */
  STARTED,
  /** The log has {@code erasure.started}; the keys are to go. */
  LOGGED,
  /** The keys are gone; the log is to be told. */
  SHREDDED,
  /** The log has {@code record.erased}. */
  ERASED
}
