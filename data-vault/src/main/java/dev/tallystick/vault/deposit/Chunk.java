package dev.tallystick.vault.deposit;

import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.util.Optional;

/**
 * A chunk whose lines have all been judged.
 *
 * @param lines how many lines it had, whatever became of them
 * @param count how many records it holds
 * @param root the Merkle root over their digests in line order
 * @param origin where the platform has them from, for the log
 * @param signBy when it is dropped unless it is signed
 * @param statement the platform's signature, once it is there
 */
record Chunk(
    String id,
    ImportPlace place,
    String agreement,
    ChunkState state,
    int lines,
    int count,
    Hash root,
    String origin,
    Counts counts,
    Instant signBy,
    Optional<String> statement) {

  String platform() {
    return place.platform();
  }
}
