package dev.tallystick.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Signed texts between parties: compact JWS (RFC 7515) with Ed25519 (RFC 8037), and nothing else.
 *
 * <p>The header has exactly {@code alg} (always {@code EdDSA}), {@code kid} (the thumbprint of the
 * key) and {@code typ} (what kind of statement this is, so that a signature made for one purpose is
 * not taken for another). Every other member is refused: {@code crit}, {@code b64}, and above all
 * {@code jwk} and {@code jku}, by which a text would choose the key that judges it.
 */
public final class Jws {
  /** The longest text that is read. */
  public static final int MAX_LENGTH = 65_536;

  private static final Set<String> HEADER = Set.of("alg", "kid", "typ");

  /** Headers that were read before: the same keys sign the same kinds of statements. */
  private static final Map<String, Map<String, Object>> HEADERS = new ConcurrentHashMap<>();

  private static final int MOST_KEPT = 1024;
  private static final int LONGEST_KEPT = 256;
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9.+-]{0,63}");

  private Jws() {}

  /**
   * Signs {@code payload} as a statement of the kind {@code type}.
   *
   * @param type what the reader asks for, such as {@code decision+jws}
   * @throws IllegalArgumentException if the text would be longer than {@link #MAX_LENGTH}
   */
  public static String sign(Signer signer, String type, byte[] payload) {
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException("not a type of signed text: " + type);
    }
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.EdDSA)
            .keyID(signer.verificationKey().keyId())
            .type(new JOSEObjectType(type))
            .build();
    JWSObject jws = new JWSObject(header, new Payload(payload));
    try {
      jws.sign(new Ed25519Jose.JoseSigner(signer));
    } catch (JOSEException e) {
      throw new AssertionError("the signer supports EdDSA and does not fail", e);
    }
    String compact = jws.serialize();
    if (compact.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("too long to be signed: " + payload.length + " bytes");
    }
    return compact;
  }

  /**
   * Verifies a text of the kind {@code type}. If no exception is thrown, one of {@code trusted} has
   * signed exactly the returned bytes as such a statement.
   *
   * @throws InvalidJwsException if the text has another form, kind or algorithm, if its key is not
   *     trusted, or if its signature fails
   */
  public static VerifiedJws verify(String compact, String type, VerificationKeys trusted)
      throws InvalidJwsException {
    try {
      List<byte[]> parts = CompactForm.parts(compact, 3, MAX_LENGTH);
      Map<String, Object> header = header(compact.substring(0, compact.indexOf('.')), parts.get(0));
      if (!header.keySet().equals(HEADER)) {
        throw new InvalidJwsException("the header has other members than alg, kid and typ");
      }
      CompactForm.pin(header, "alg", JWSAlgorithm.EdDSA.getName());
      CompactForm.pin(header, "typ", type);
      VerificationKey key =
          trusted
              .find(CompactForm.text(header, "kid"))
              .orElseThrow(() -> new InvalidJwsException("the key is not trusted"));
      CompactForm.pin(header, "kid", key.keyId());
      if (parts.get(2).length != VerificationKey.SIGNATURE_SIZE) {
        throw new InvalidJwsException("the signature has another length");
      }
      // What is signed is the text before the last dot (RFC 7515 section 5.2), all of it ASCII
      // here.
      byte[] signed = compact.substring(0, compact.lastIndexOf('.')).getBytes(US_ASCII);
      if (!key.verifies(signed, parts.get(2))) {
        throw new InvalidJwsException("the signature fails");
      }
      return new VerifiedJws(key, parts.get(1));
    } catch (CompactForm.Violation e) {
      throw new InvalidJwsException(e.rule());
    }
  }

  private static Map<String, Object> header(String text, byte[] utf8) throws CompactForm.Violation {
    Map<String, Object> known = HEADERS.get(text);
    if (known != null) {
      return known;
    }
    Map<String, Object> header = Collections.unmodifiableMap(CompactForm.json(utf8));
    if (text.length() <= LONGEST_KEPT) {
      if (HEADERS.size() >= MOST_KEPT) {
        HEADERS.clear();
      }
      HEADERS.put(text, header);
    }
    return header;
  }
}
