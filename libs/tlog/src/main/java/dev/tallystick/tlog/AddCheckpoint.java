package dev.tallystick.tlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log asks of a witness (c2sp.org/tlog-witness, {@code add-checkpoint}): to cosign a
 * checkpoint that extends the one it has cosigned last.
 *
 * <p>A parsed request is what somebody sent; {@link Witness} decides.
 *
 * @param proof from the size that the witness is thought to know; without a path from size 0
 * @param checkpoint the note, not verified
 */
public record AddCheckpoint(ConsistencyProof proof, SignedNote checkpoint) {
  /** The longest request that is read, in bytes. */
  public static final int MAX_SIZE = 1 << 17;

  private static final String OLD = "old ";

  /** Refuses more lines than the specification allows. */
  public AddCheckpoint {
    if (proof.path().size() > InclusionProof.MAX_PATH) {
      throw new IllegalArgumentException(
          "more than %d proof lines".formatted(InclusionProof.MAX_PATH));
    }
  }

  /**
   * Returns the request that takes a witness from one size of a log to a checkpoint of it.
   *
   * @param oldSize what the witness knows, by its last answer; 0 if nothing is known
   * @param tree the log's tree at the size of the checkpoint
   * @throws IndexOutOfBoundsException if the witness knows more than the tree has
   */
  public static AddCheckpoint of(long oldSize, TileTree tree, SignedNote checkpoint)
      throws IOException {
    return new AddCheckpoint(
        oldSize == 0 ? new ConsistencyProof(0, List.of()) : tree.consistencyProof(oldSize),
        checkpoint);
  }

  /**
   * Reads a request.
   *
   * @throws MalformedAddCheckpointException if the bytes are not a request in its one spelling
   */
  public static AddCheckpoint parse(byte[] bytes) throws MalformedAddCheckpointException {
    if (bytes.length > MAX_SIZE) {
      throw new MalformedAddCheckpointException("longer than " + MAX_SIZE + " bytes");
    }
    String text =
        NoteText.decode(bytes).orElseThrow(() -> new MalformedAddCheckpointException("not UTF-8"));
    int blank = text.indexOf("\n\n");
    if (blank < 0) {
      throw new MalformedAddCheckpointException("no empty line before the checkpoint");
    }
    String[] lines = text.substring(0, blank).split("\n", -1);
    ConsistencyProof proof = new ConsistencyProof(oldSize(lines[0]), path(lines));
    try {
      return new AddCheckpoint(proof, SignedNote.parse(text.substring(blank + 2)));
    } catch (MalformedNoteException e) {
      throw new MalformedAddCheckpointException("the checkpoint is not a note: " + e.getMessage());
    }
  }

  private static long oldSize(String line) throws MalformedAddCheckpointException {
    if (!line.startsWith(OLD)) {
      throw new MalformedAddCheckpointException("the first line does not begin with old");
    }
    return Decimal.parse(line.substring(OLD.length()))
        .orElseThrow(
            () ->
                new MalformedAddCheckpointException(
                    "the old size is not a decimal number below 2^63 without leading zeros"));
  }

  private static List<Hash> path(String[] lines) throws MalformedAddCheckpointException {
    if (lines.length - 1 > InclusionProof.MAX_PATH) {
      throw new MalformedAddCheckpointException(
          "more than %d proof lines".formatted(InclusionProof.MAX_PATH));
    }
    List<Hash> path = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      try {
        path.add(Hash.fromBase64(lines[i]));
      } catch (IllegalArgumentException e) {
        throw new MalformedAddCheckpointException(
            "proof line %d is not a hash: %s".formatted(i, e.getMessage()));
      }
    }
    return path;
  }

  /** Returns the bytes of the request. */
  public byte[] toByteArray() {
    return NoteText.utf8(toString());
  }

  /** Returns the exact text of the request. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(OLD).append(proof.oldSize()).append('\n');
    proof.path().forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.append('\n').append(checkpoint).toString();
  }
}
