package dev.tallystick.tlog;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proof that can be checked offline: an inclusion proof with the checkpoint that it leads to, as
 * a text of c2sp.org/tlog-proof, kept in files named {@code .tlog-proof}.
 *
 * <p>Immutable. A parsed proof is what somebody sent; {@link #verify} decides.
 */
public final class TlogProof {
  /** The longest proof that is read, in bytes. */
  public static final int MAX_SIZE = 2 * SignedNote.MAX_SIZE;

  static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";

  private final InclusionProof inclusion;
  private final SignedNote checkpoint;
  private final byte @Nullable [] extra;

  private TlogProof(InclusionProof inclusion, SignedNote checkpoint, byte @Nullable [] extra) {
    this.inclusion = inclusion;
    this.checkpoint = checkpoint;
    this.extra = extra;
  }

  /** Returns the proof with this path and checkpoint. */
  public static TlogProof of(InclusionProof inclusion, SignedNote checkpoint) {
    return new TlogProof(inclusion, checkpoint, null);
  }

  /**
   * Returns this proof with a copy of data that means something to the application. Nothing vouches
   * for that data.
   */
  public TlogProof withExtra(byte[] data) {
    if (data.length == 0) {
      throw new IllegalArgumentException("extra data is omitted when there is none");
    }
    return new TlogProof(inclusion, checkpoint, data.clone());
  }

  /**
   * Reads a proof.
   *
   * @throws MalformedTlogProofException if the bytes are not a proof in its one spelling
   */
  public static TlogProof parse(byte[] bytes) throws MalformedTlogProofException {
    if (bytes.length > MAX_SIZE) {
      throw new MalformedTlogProofException("longer than " + MAX_SIZE + " bytes");
    }
    String text =
        NoteText.decode(bytes).orElseThrow(() -> new MalformedTlogProofException("not UTF-8"));
    return parse(text);
  }

  /**
   * Reads a proof.
   *
   * @throws MalformedTlogProofException if the text is not a proof in its one spelling
   */
  public static TlogProof parse(String text) throws MalformedTlogProofException {
    if (text.length() > MAX_SIZE) {
      throw new MalformedTlogProofException("longer than " + MAX_SIZE + " bytes");
    }
    return TlogProofText.parse(text);
  }

  /** The index and the path. */
  public InclusionProof inclusion() {
    return inclusion;
  }

  /** The note with the checkpoint, not verified. */
  public SignedNote checkpoint() {
    return checkpoint;
  }

  /** Returns a copy of the application's data, for which nothing vouches. */
  public Optional<byte[]> extra() {
    return Optional.ofNullable(extra).map(byte[]::clone);
  }

  /**
   * Checks that the entry with this leaf hash is in the log: the log's signature on the checkpoint,
   * the signatures of the witnesses given, and the path. Whether the cosignatures returned are
   * enough is for the caller's policy.
   *
   * @throws TlogException if any of it fails; if none is thrown, the entry is proved
   */
  public VerifiedCheckpoint verify(Hash leafHash, NoteVerifier log, NoteVerifier... witnesses)
      throws TlogException {
    VerifiedCheckpoint verified = VerifiedCheckpoint.verify(checkpoint, log, witnesses);
    if (!inclusion.proves(leafHash, verified.checkpoint())) {
      throw new UnprovedEntryException(
          "the path does not lead from entry %d to the root of size %d"
              .formatted(inclusion.index(), verified.checkpoint().size()));
    }
    return verified;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TlogProof that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** Returns the exact text of the proof. */
  @Override
  public String toString() {
    return TlogProofText.format(this);
  }
}
