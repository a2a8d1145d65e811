package dev.tallystick.tlog;

/**
 * A trusted key with the means to check its signatures.
 *
 * <p>Immutable; safe for use by several threads. A key of a type that cannot be verified here never
 * vouches for anything: its signatures are ignored like those of unknown keys.
 */
public final class NoteVerifier {
  private final VerifierKey key;
  private final Ed25519Verification verification;

  private NoteVerifier(VerifierKey key, Ed25519Verification verification) {
    this.key = key;
    this.verification = verification;
  }

  /** Returns the verifier of this key that uses the JDK's Ed25519. */
  public static NoteVerifier of(VerifierKey key) {
    return of(key, Ed25519Verification.jdk());
  }

  /** Returns the verifier of this key that uses the Ed25519 given. */
  public static NoteVerifier of(VerifierKey key, Ed25519Verification verification) {
    return new NoteVerifier(key, verification);
  }

  /**
   * Returns the verifier of the key in this vkey that uses the JDK's Ed25519.
   *
   * @throws MalformedNoteKeyException as {@link VerifierKey#parse} does
   */
  public static NoteVerifier parse(String vkey) throws MalformedNoteKeyException {
    return of(VerifierKey.parse(vkey));
  }

  /** The trusted key. */
  public VerifierKey key() {
    return key;
  }

  /** The name of the trusted key. */
  public String name() {
    return key.name();
  }

  /** The id of the trusted key. */
  public int keyId() {
    return key.keyId();
  }

  /** Whether the signature says that it is of this key, and is of a type to be verified. */
  boolean isResponsibleFor(NoteSignature signature) {
    return key.type().isVerifiable()
        && key.keyId() == signature.keyId()
        && key.name().equals(signature.name());
  }

  /** Whether this is a true signature of the key over the text of a note. */
  public boolean verifies(String text, NoteSignature signature) {
    if (!isResponsibleFor(signature)) {
      return false;
    }
    byte[] bytes = signature.bytes();
    if (key.type() == SignatureType.COSIGNATURE_V1) {
      return Cosignature.verifies(key, verification, text, bytes);
    }
    return bytes.length == JdkEd25519.SIGNATURE_SIZE
        && verification.verifies(key.publicKey(), NoteText.utf8(text), bytes);
  }

  @Override
  public String toString() {
    return "NoteVerifier[" + key + "]";
  }
}
