package dev.tallystick.tlog;

/**
 * The root of a log at one size, as c2sp.org/tlog-checkpoint writes it, without extension lines.
 *
 * <p>A checkpoint is a claim. It is worth the signatures on the note that carries it: see {@link
 * VerifiedCheckpoint}.
 *
 * @param origin the name of the log
 * @param size the number of entries
 * @param root the Merkle tree hash over them
 */
public record Checkpoint(String origin, long size, Hash root) {
  /** Refuses what cannot be written as a checkpoint. */
  public Checkpoint {
    if (origin.isEmpty() || origin.indexOf('\n') >= 0 || !NoteText.isText(origin)) {
      throw new IllegalArgumentException("an origin is one line of text that is not empty");
    }
    if (size < 0) {
      throw new IllegalArgumentException("negative tree size " + size);
    }
  }

  /** Returns the text that gets signed: origin, size and root, each on a line of its own. */
  public String body() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  /**
   * Reads a body as {@link #body} writes it; so two readers cannot disagree on what was signed.
   *
   * @throws MalformedCheckpointException if the text is anything else
   */
  public static Checkpoint parse(String body) throws MalformedCheckpointException {
    String[] lines = body.split("\n", -1);
    if (lines.length < 4) {
      throw new MalformedCheckpointException("a checkpoint has three lines, each ended");
    }
    if (lines.length > 4) {
      throw new MalformedCheckpointException("extension lines are not accepted");
    }
    if (lines[0].isEmpty() || !NoteText.isText(lines[0])) {
      throw new MalformedCheckpointException("the origin is empty or not text");
    }
    Checkpoint checkpoint = new Checkpoint(lines[0], size(lines[1]), root(lines[2]));
    if (!checkpoint.body().equals(body)) {
      throw new MalformedCheckpointException("not in the one spelling of this checkpoint");
    }
    return checkpoint;
  }

  private static long size(String digits) throws MalformedCheckpointException {
    return Decimal.parse(digits)
        .orElseThrow(
            () ->
                new MalformedCheckpointException(
                    "the tree size is not a decimal number below 2^63 without leading zeros"));
  }

  private static Hash root(String base64) throws MalformedCheckpointException {
    try {
      return Hash.fromBase64(base64);
    } catch (IllegalArgumentException e) {
      throw new MalformedCheckpointException("the root is not a hash: " + e.getMessage());
    }
  }
}
