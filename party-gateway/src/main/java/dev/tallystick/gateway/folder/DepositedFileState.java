package dev.tallystick.gateway.folder;

/** How far a file is. */
enum DepositedFileState {
  READING,
  DONE,
  FAILED
}
