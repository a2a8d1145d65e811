package dev.tallystick.tlog;

/** The bytes are not a proof of a trie in its one spelling. */
public final class MalformedTrieProofException extends TlogException {
  private static final long serialVersionUID = 1L;

  MalformedTrieProofException(String message) {
    super(message);
  }
}
