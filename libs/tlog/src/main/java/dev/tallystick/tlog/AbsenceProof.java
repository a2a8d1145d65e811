package dev.tallystick.tlog;

/**
 * The proof that a label has no value in a {@link Trie}: the leaf of another label, at which a
 * search for it ends.
 *
 * <p>The proof itself promises nothing; {@link #proves} decides, for one label and root.
 */
public sealed interface AbsenceProof {
  /** Whether this shows that the label has no value in the trie with this root. */
  boolean proves(Hash label, Hash root);

  /** Returns the one byte string of this proof. */
  byte[] toByteArray();

  /**
   * Reads what {@link #toByteArray} wrote; there is one byte string for each proof.
   *
   * @throws MalformedTrieProofException if the bytes are anything else
   */
  static AbsenceProof parse(byte[] bytes) throws MalformedTrieProofException {
    if (bytes.length == 0) {
      return new EmptyTrie();
    }
    if (bytes.length < 2 * Hash.SIZE) {
      throw new MalformedTrieProofException(
          "%d bytes do not hold a label and a value".formatted(bytes.length));
    }
    return new Neighbour(
        Hash.copyOf(bytes, 0),
        Hash.copyOf(bytes, Hash.SIZE),
        TrieProof.parse(bytes, 2 * Hash.SIZE));
  }

  /** No label has a value; as bytes, none. */
  record EmptyTrie() implements AbsenceProof {
    @Override
    public boolean proves(Hash label, Hash root) {
      return root.equals(Merkle.EMPTY_ROOT);
    }

    @Override
    public byte[] toByteArray() {
      return new byte[0];
    }
  }

  /**
   * A leaf that agrees with the label at every branching above it, and is not the label's. If the
   * label were in the trie, there would be a branching between the two.
   *
   * @param label the other label
   * @param value its value
   * @param proof its path
   */
  record Neighbour(Hash label, Hash value, TrieProof proof) implements AbsenceProof {
    @Override
    public boolean proves(Hash absent, Hash root) {
      return !label.equals(absent)
          && proof.leadsAlike(label, absent)
          && proof.proves(label, value, root);
    }

    /** Returns label ‖ value ‖ the bytes of the path. */
    @Override
    public byte[] toByteArray() {
      byte[] bytes = new byte[2 * Hash.SIZE + proof.byteCount()];
      label.copyTo(bytes, 0);
      value.copyTo(bytes, Hash.SIZE);
      proof.writeTo(bytes, 2 * Hash.SIZE);
      return bytes;
    }
  }
}
