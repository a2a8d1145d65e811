package dev.tallystick.tlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A text with signature lines, in the form of c2sp.org/signed-note.
 *
 * <p>Immutable. The text of a parsed note is what somebody sent: use it only after {@link #verify}.
 */
public final class SignedNote {
  /** The longest note that is read or written, in bytes. */
  public static final int MAX_SIZE = 1 << 20;

  /** The most signature lines that are read or written; the specification asks for 16 or more. */
  public static final int MAX_SIGNATURES = 100;

  private final String text;
  private final List<NoteSignature> signatures;

  private SignedNote(String text, List<NoteSignature> signatures) {
    this.text = text;
    this.signatures = List.copyOf(signatures);
  }

  /**
   * Returns the note with a signature of each signer.
   *
   * @throws IllegalArgumentException if the text does not end with a newline, has other control
   *     characters, or the note would be too large
   */
  public static SignedNote sign(String text, NoteSigner... signers) {
    if (!text.endsWith("\n") || !NoteText.isText(text)) {
      throw new IllegalArgumentException(
          "a note's text ends with a newline and has no other control characters");
    }
    byte[] message = NoteText.utf8(text);
    List<NoteSignature> signatures = new ArrayList<>();
    for (NoteSigner signer : signers) {
      signatures.add(NoteSignature.of(signer.name(), signer.keyId(), signer.sign(message)));
    }
    return checked(new SignedNote(text, signatures));
  }

  /** Returns the note with these lines; the text is one that a note was read with. */
  static SignedNote of(String text, List<NoteSignature> signatures) {
    return checked(new SignedNote(text, signatures));
  }

  /**
   * Reads a note.
   *
   * @throws MalformedNoteException if the bytes are not a note in its one spelling, or too many
   */
  public static SignedNote parse(byte[] bytes) throws MalformedNoteException {
    if (bytes.length > MAX_SIZE) {
      throw tooLong();
    }
    String note = NoteText.decode(bytes).orElseThrow(() -> new MalformedNoteException("not UTF-8"));
    return parseText(note);
  }

  /**
   * Reads a note.
   *
   * @throws MalformedNoteException if the text is not a note in its one spelling, or too long
   */
  public static SignedNote parse(String note) throws MalformedNoteException {
    if (note.length() > MAX_SIZE || NoteText.utf8(note).length > MAX_SIZE) {
      throw tooLong();
    }
    return parseText(note);
  }

  private static SignedNote parseText(String note) throws MalformedNoteException {
    if (!NoteText.isText(note)) {
      throw new MalformedNoteException("control characters other than newline, or not UTF-8");
    }
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0) {
      throw new MalformedNoteException("no empty line between text and signatures");
    }
    String lines = note.substring(blank + 2);
    if (lines.isEmpty()) {
      throw new MalformedNoteException("no signature line");
    }
    if (!lines.endsWith("\n")) {
      throw new MalformedNoteException("the last line is not ended");
    }
    String[] split = lines.substring(0, lines.length() - 1).split("\n", -1);
    if (split.length > MAX_SIGNATURES) {
      throw new MalformedNoteException("more than " + MAX_SIGNATURES + " signatures");
    }
    List<NoteSignature> signatures = new ArrayList<>();
    for (String line : split) {
      signatures.add(NoteSignature.parse(line));
    }
    return new SignedNote(note.substring(0, blank + 1), signatures);
  }

  private static MalformedNoteException tooLong() {
    return new MalformedNoteException("longer than " + MAX_SIZE + " bytes");
  }

  /**
   * Returns this note with more signature lines, such as the cosignatures of witnesses.
   *
   * @throws IllegalArgumentException if the note would be too large
   */
  public SignedNote withSignatures(List<NoteSignature> more) {
    return checked(
        new SignedNote(text, Stream.concat(signatures.stream(), more.stream()).toList()));
  }

  private static SignedNote checked(SignedNote note) {
    if (note.signatures.isEmpty()) {
      throw new IllegalArgumentException("a note has at least one signature");
    }
    if (note.signatures.size() > MAX_SIGNATURES || note.toByteArray().length > MAX_SIZE) {
      throw new IllegalArgumentException("the note is too large");
    }
    return note;
  }

  /** The text, with its final newline: what the signatures are about. */
  public String text() {
    return text;
  }

  /** All signature lines, verified or not. */
  public List<NoteSignature> signatures() {
    return signatures;
  }

  /**
   * Checks the signatures of the keys that the caller trusts. Signatures of other keys are ignored.
   *
   * @throws UnverifiedNoteException if a trusted key's signature fails, or there is none
   * @throws IllegalArgumentException if two different trusted keys have one name and one key id
   */
  public Verified verify(NoteVerifier... verifiers) throws UnverifiedNoteException {
    List<VerifierKey> keys = new ArrayList<>();
    List<Cosignature> cosignatures = new ArrayList<>();
    for (NoteSignature signature : signatures) {
      Optional<NoteVerifier> responsible = responsible(signature, verifiers);
      if (responsible.isEmpty()) {
        continue;
      }
      if (!responsible.get().verifies(text, signature)) {
        throw new UnverifiedNoteException(
            "the signature of %s+%s does not verify"
                .formatted(signature.name(), VerifierKey.hex(signature.keyId())));
      }
      VerifierKey key = responsible.get().key();
      if (!keys.contains(key)) {
        keys.add(key);
      }
      if (key.type() == SignatureType.COSIGNATURE_V1) {
        cosignatures.add(Cosignature.of(key, signature));
      }
    }
    if (keys.isEmpty()) {
      throw new UnverifiedNoteException("no signature of a trusted key");
    }
    return new Verified(text, keys, cosignatures);
  }

  private static Optional<NoteVerifier> responsible(
      NoteSignature signature, NoteVerifier... verifiers) {
    List<NoteVerifier> found =
        Stream.of(verifiers).filter(v -> v.isResponsibleFor(signature)).toList();
    if (found.stream().map(NoteVerifier::key).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "two trusted keys share the name and key id of " + found.get(0));
    }
    return found.stream().findFirst();
  }

  /** Returns the bytes of the note. */
  public byte[] toByteArray() {
    return NoteText.utf8(toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedNote that
        && text.equals(that.text)
        && signatures.equals(that.signatures);
  }

  @Override
  public int hashCode() {
    return 31 * text.hashCode() + signatures.hashCode();
  }

  /** Returns the exact text of the note. */
  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature).append('\n'));
    return note.toString();
  }

  /**
   * What {@link SignedNote#verify} vouches for.
   *
   * @param text the text of the note
   * @param keys the trusted keys that signed it, each once
   * @param cosignatures the statements of trusted witnesses, in the order of their lines
   */
  public record Verified(String text, List<VerifierKey> keys, List<Cosignature> cosignatures) {
    /** Copies the lists. */
    public Verified {
      keys = List.copyOf(keys);
      cosignatures = List.copyOf(cosignatures);
    }
  }
}
