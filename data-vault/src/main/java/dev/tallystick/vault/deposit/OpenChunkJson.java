package dev.tallystick.vault.deposit;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A chunk of an import that is not logged, or does not follow on the others, on the wire. */
@Schema(name = "OpenChunk")
record OpenChunkJson(
    @Schema(description = "The chunk.", required = true) String chunk,
    @Schema(description = "The line at which it begins, counted from 0.", required = true)
        long offset,
    @Schema(description = "How many lines it has; 0 while it arrives.", required = true) int lines,
    @Schema(description = "RECEIVING, STAGED, SIGNED or COMMITTED.", required = true)
        String state) {

  static OpenChunkJson of(ImportState.Piece piece) {
    return new OpenChunkJson(piece.chunk(), piece.offset(), piece.lines(), piece.state().name());
  }
}
