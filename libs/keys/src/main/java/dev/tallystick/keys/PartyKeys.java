package dev.tallystick.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
    return of(SigningKey.draw(), DecryptionKey.draw());
  }

  /** These keys, which one party has. */
  public static PartyKeys of(SigningKey signingKey, DecryptionKey decryptionKey) {
    return new PartyKeys(signingKey, decryptionKey);
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
    return parse(Files.readAllBytes(file));
  }

  /**
   * Opens keys that {@link #seal} has sealed under the same key and context.
   *
   * @throws SealBrokenException if they were changed, or sealed under another key or for another
   *     context
   * @throws MalformedKeyException if something else was sealed there
   */
  public static PartyKeys open(SealedValue sealed, DataKey key, SealingContext context)
      throws SealBrokenException, MalformedKeyException {
    byte[] set = key.open(sealed, context);
    try {
      return parse(set);
    } finally {
      Arrays.fill(set, (byte) 0);
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
    AtomicFile.prepare(file, toJwkSet().getBytes(StandardCharsets.US_ASCII)).commit();
  }

  /** Seals both private halves, for a service that keeps a party's keys in its database. */
  public SealedValue seal(DataKey key, SealingContext context) {
    byte[] set = toJwkSet().getBytes(StandardCharsets.US_ASCII);
    try {
      return key.seal(set, context);
    } finally {
      Arrays.fill(set, (byte) 0);
    }
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

  private String toJwkSet() {
    return Jwks.formatSet(Jwks.format(signingKey), Jwks.format(decryptionKey)) + "\n";
  }

  private static PartyKeys parse(byte[] set) throws MalformedKeyException {
    try {
      List<Map<String, Object>> jwks = Jwks.parseSet(set);
      if (jwks.size() != 2 || Jwks.isEd25519(jwks.get(0)) == Jwks.isEd25519(jwks.get(1))) {
        throw new MalformedKeyException("not one key that signs and one to seal to");
      }
      int signing = Jwks.isEd25519(jwks.get(0)) ? 0 : 1;
      return new PartyKeys(
          Jwks.signingKey(jwks.get(signing)), Jwks.decryptionKey(jwks.get(1 - signing)));
    } catch (CompactForm.Violation e) {
      throw new MalformedKeyException(e.rule());
    }
  }

  @Override
  public String toString() {
    return "PartyKeys[redacted, " + publicKeys() + "]";
  }
}
