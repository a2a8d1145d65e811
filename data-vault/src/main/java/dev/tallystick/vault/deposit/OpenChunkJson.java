package dev.tallystick.vault.deposit;

/** A chunk of an import that is not logged, or does not follow on the others, on the wire. */
record OpenChunkJson(String chunk, long offset, int lines, String state) {

  static OpenChunkJson of(ImportState.Piece piece) {
    return new OpenChunkJson(piece.chunk(), piece.offset(), piece.lines(), piece.state().name());
  }
}
