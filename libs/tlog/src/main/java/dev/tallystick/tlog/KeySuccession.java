package dev.tallystick.tlog;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * That one key of a log follows another, as a note that both have signed: whoever trusts the one
 * before can trust the one that is added, without asking the log. The keys have one name, that of
 * the log.
 *
 * @param note the text {@code tallystick/log-key/v1}, the two verifier keys, each on a line, with
 *     the signatures of both
 */
public record KeySuccession(VerifierKey previous, VerifierKey added, SignedNote note) {
  /** The first line; no checkpoint begins with it, because no log has this name. */
  private static final String HEAD = "tallystick/log-key/v1";

  /** More successions than a log will ever have. */
  private static final int MOST = 1000;

  /**
   * Signs a succession with both keys.
   *
   * @throws IllegalArgumentException if the signers are not those of the keys, or a name differs
   */
  public static KeySuccession sign(
      VerifierKey previous, NoteSigner byPrevious, VerifierKey added, NoteSigner byAdded) {
    SignedNote note =
        SignedNote.sign(HEAD + "\n" + previous + "\n" + added + "\n", byPrevious, byAdded);
    try {
      return parse(note);
    } catch (TlogException e) {
      throw new IllegalArgumentException("not the signers of these keys", e);
    }
  }

  /**
   * Reads a succession and checks both signatures.
   *
   * @throws MalformedNoteException if the note is none
   * @throws UnverifiedNoteException if one of the two has not signed it
   */
  public static KeySuccession parse(SignedNote note)
      throws MalformedNoteException, UnverifiedNoteException {
    String[] lines = note.text().split("\n", -1);
    if (lines.length != 4 || !lines[0].equals(HEAD) || !lines[3].isEmpty()) {
      throw new MalformedNoteException("not a succession of keys");
    }
    VerifierKey previous = key(lines[1]);
    VerifierKey added = key(lines[2]);
    if (!previous.name().equals(added.name()) || previous.equals(added)) {
      throw new MalformedNoteException("not a succession of two keys of one log");
    }
    List<VerifierKey> signed =
        note.verify(NoteVerifier.of(previous), NoteVerifier.of(added)).keys();
    if (!signed.contains(previous) || !signed.contains(added)) {
      throw new UnverifiedNoteException("a succession is signed by both keys");
    }
    return new KeySuccession(previous, added, note);
  }

  private static VerifierKey key(String vkey) throws MalformedNoteException {
    try {
      VerifierKey key = VerifierKey.parse(vkey);
      if (key.type() != SignatureType.ED25519) {
        throw new MalformedNoteException("not a key that signs checkpoints");
      }
      return key;
    } catch (MalformedNoteKeyException e) {
      throw new MalformedNoteException("not a verifier key: " + e.getMessage());
    }
  }

  /** Returns it as a line of the log's file {@code keys}: the note in base64, ended. */
  public String line() {
    return Base64.getEncoder().encodeToString(note.toByteArray()) + "\n";
  }

  /**
   * Reads the log's file {@code keys}: its successions, oldest first.
   *
   * @throws MalformedNoteException if a line is no succession
   * @throws UnverifiedNoteException if one is not signed by both keys
   */
  public static List<KeySuccession> parseLines(String file)
      throws MalformedNoteException, UnverifiedNoteException {
    List<KeySuccession> all = new ArrayList<>();
    for (String line : file.lines().toList()) {
      if (all.size() == MOST) {
        throw new MalformedNoteException("more successions than a log has");
      }
      try {
        all.add(parse(SignedNote.parse(Base64.getDecoder().decode(line))));
      } catch (IllegalArgumentException e) {
        throw new MalformedNoteException("a line is not base64");
      }
    }
    return all;
  }

  /**
   * Returns the keys that may be trusted by whoever trusts the first: itself, and those that follow
   * it, oldest first.
   */
  public static List<VerifierKey> follow(VerifierKey trusted, List<KeySuccession> successions) {
    List<VerifierKey> keys = new ArrayList<>(List.of(trusted));
    for (KeySuccession next : successions) {
      if (keys.contains(next.previous()) && !keys.contains(next.added())) {
        keys.add(next.added());
      }
    }
    return keys;
  }
}
