package dev.tallystick.importing;

/** How an import ended, by its exit code. */
enum ImportResult {
  /** Everything that the mapping lets in is kept. */
  ALL_STORED(0),
  /** Some rows or records were refused. */
  SOME_REFUSED(1),
  /** Nothing is kept, or nothing was begun. */
  NONE_STORED(2);

  private final int exitCode;

  ImportResult(int exitCode) {
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }

  static ImportResult of(boolean stored, boolean refused) {
    if (!stored) {
      return NONE_STORED;
    }
    return refused ? SOME_REFUSED : ALL_STORED;
  }
}
