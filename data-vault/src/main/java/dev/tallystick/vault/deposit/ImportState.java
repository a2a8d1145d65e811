package dev.tallystick.vault.deposit;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** How far an import of many chunks has come, for a platform that has to go on with it. */
@Singleton
final class ImportState {
  private final ChunkRepository chunks;

  ImportState(ChunkRepository chunks) {
    this.chunks = chunks;
  }

  /** A chunk of an import: where it begins and how many lines it has. */
  record Piece(String chunk, long offset, int lines, ChunkState state) {
    boolean isCommitted() {
      return state == ChunkState.COMMITTED;
    }
  }

  /**
   * How far it has come.
   *
   * @param next the first line that is in no logged chunk, with all lines before it in one
   * @param open the chunks from there on that are not logged, or not next to the others
   */
  record Progress(long next, List<Piece> open) {}

  Progress of(String platform, String idempotencyKey) {
    List<Piece> pieces = chunks.pieces(platform, idempotencyKey);
    long next = 0;
    List<Piece> open = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece.isCommitted() && piece.offset() == next) {
        next += piece.lines();
      } else {
        open.add(piece);
      }
    }
    return new Progress(next, open);
  }
}
