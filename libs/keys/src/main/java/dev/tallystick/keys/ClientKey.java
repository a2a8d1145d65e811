package dev.tallystick.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Ed25519 key by which a machine identifies itself at the identity provider and proves that a
 * token is its own. Not the key that a party signs its statements with.
 *
 * <p>In a file it is PKCS #8 in PEM, as {@code openssl genpkey -algorithm ed25519} writes it,
 * closed to others (0600).
 */
public final class ClientKey {
  /** What stands before the seed: RFC 8410, section 7. */
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  private static final int MAX_LENGTH = 1024;
  private static final int LINE = 64;
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

  private final SigningKey key;

  private ClientKey(SigningKey key) {
    this.key = key;
  }

  /** A new random key. */
  public static ClientKey draw() {
    return new ClientKey(SigningKey.draw());
  }

  /**
   * Reads a key file.
   *
   * @throws KeyFileException if the file is missing or open to others; the message says how to
   *     close it
   * @throws MalformedKeyException if it holds something else
   */
  public static ClientKey read(Path file) throws IOException, MalformedKeyException {
    PrivateFiles.checkFile(file);
    if (Files.size(file) > MAX_LENGTH) {
      throw new MalformedKeyException("longer than a key file");
    }
    Matcher pem = PEM.matcher(Files.readString(file, US_ASCII));
    if (!pem.matches()) {
      throw new MalformedKeyException("not one private key in PEM");
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(pem.group(1));
    } catch (IllegalArgumentException e) {
      throw new MalformedKeyException("not base64");
    }
    if (der.length != PKCS8.length + SigningKey.SEED_SIZE
        || !Arrays.equals(der, 0, PKCS8.length, PKCS8, 0, PKCS8.length)) {
      throw new MalformedKeyException("not a key of Ed25519 in PKCS #8");
    }
    return new ClientKey(SigningKey.fromSeed(Arrays.copyOfRange(der, PKCS8.length, der.length)));
  }

  /**
   * Writes a key file, whole or not at all.
   *
   * @throws FileAlreadyExistsException if there is a file: the client may be known by its key
   */
  public void write(Path file) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    byte[] der = Arrays.copyOf(PKCS8, PKCS8.length + SigningKey.SEED_SIZE);
    System.arraycopy(key.seed(), 0, der, PKCS8.length, SigningKey.SEED_SIZE);
    String text = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
    String pem = "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
    AtomicFile.prepare(file, pem.getBytes(US_ASCII)).commit();
  }

  /** Signs in the name of the client. */
  public Signer signer() {
    return key;
  }

  /** The thumbprint of the public key, by which a bound token names it ({@code cnf.jkt}). */
  public String thumbprint() {
    return key.verificationKey().keyId();
  }

  /** The public key as a JWK with the members that identify it. */
  public String jwk() {
    return key.verificationKey().toJwk();
  }

  /** The public key as a JWK set, as a provider registers it. */
  public String jwks() {
    return Jwks.formatSet(Jwks.format(key.verificationKey()));
  }

  @Override
  public String toString() {
    return "ClientKey[redacted, of " + thumbprint() + "]";
  }
}
