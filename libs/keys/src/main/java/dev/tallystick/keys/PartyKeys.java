package dev.tallystick.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The two keys of a party (a bank, a bureau, a platform): one signs what it says, one opens what is
 * sealed to it. In a file they are a JWK set with their private halves, closed to others (0600).
 */
public final class PartyKeys {
  private final SigningKey signingKey;
  private final DecryptionKey decryptionKey;

  private PartyKeys(SigningKey signingKey, DecryptionKey decryptionKey) {
    this.signingKey = signingKey;
    this.decryptionKey = decryptionKey;
  }

  /** New random keys. */
  public static PartyKeys draw() {
    return new PartyKeys(SigningKey.draw(), DecryptionKey.draw());
  }

  /**
   * Reads a key file.
   *
   * @throws KeyFileException if the file is missing or open to others; the message says how to
   *     close it
   * @throws MalformedKeyException if it holds other keys, or keys that are not sound
   */
  public static PartyKeys read(Path file) throws IOException, MalformedKeyException {
    PrivateFiles.checkFile(file);
    if (Files.size(file) > PartyPublicKeys.MAX_LENGTH) {
      throw new MalformedKeyException("longer than a key file");
    }
    try {
      List<Map<String, Object>> jwks = Jwks.parseSet(Files.readAllBytes(file));
      if (jwks.size() != 2 || Jwks.isEd25519(jwks.get(0)) == Jwks.isEd25519(jwks.get(1))) {
        throw new MalformedKeyException("not one key of Ed25519 and one of P-256");
      }
      int signing = Jwks.isEd25519(jwks.get(0)) ? 0 : 1;
      return new PartyKeys(
          Jwks.signingKey(jwks.get(signing)), Jwks.decryptionKey(jwks.get(1 - signing)));
    } catch (CompactForm.Violation e) {
      throw new MalformedKeyException(e.rule());
    }
  }

  /**
   * Writes a key file, whole or not at all.
   *
   * @throws FileAlreadyExistsException if there is a file: the keys in it may be the only ones that
   *     open what was sealed to them
   */
  public void write(Path file) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    String set = Jwks.formatSet(Jwks.format(signingKey), Jwks.format(decryptionKey)) + "\n";
    AtomicFile.prepare(file, set.getBytes(StandardCharsets.US_ASCII)).commit();
  }

  /** Signs for the party. */
  public SigningKey signingKey() {
    return signingKey;
  }

  /** Opens what is sealed to the party. */
  public DecryptionKey decryptionKey() {
    return decryptionKey;
  }

  /** What the party shows of them. */
  public PartyPublicKeys publicKeys() {
    return new PartyPublicKeys(signingKey.verificationKey(), decryptionKey.encryptionKey());
  }

  @Override
  public String toString() {
    return "PartyKeys[redacted, " + publicKeys() + "]";
  }
}
