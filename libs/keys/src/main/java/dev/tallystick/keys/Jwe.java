package dev.tallystick.keys;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Payloads sealed to one recipient: compact JWE (RFC 7516) by ECDH-ES (RFC 7518, section 4.6) on
 * X25519 (RFC 8037) or P-256, as the recipient's key is, with AES-256-GCM, and nothing else.
 *
 * <p><b>Guarantees.</b> Only the holder of the recipient's key reads the plaintext; a changed bit
 * of any part makes {@link #open} fail; header and plaintext belong together. <b>No guarantees.</b>
 * It does not say who sealed it (the log entry and its signatures do), and its length shows.
 *
 * <p>The protected header has exactly {@code alg}, {@code enc}, {@code epk}, {@code kid}, {@code
 * releaseId} and {@code eventId}. There is no {@code zip}: the length of a compressed text would
 * tell of its content.
 */
public final class Jwe {
  /** The longest text that is read. */
  public static final int MAX_LENGTH = 16 * 1024 * 1024;

  private static final Set<String> HEADER =
      Set.of("alg", "enc", "epk", "kid", "releaseId", "eventId");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Jwe() {}

  /**
   * Seals {@code plaintext} to {@code recipient}; twice the same gives two different texts.
   *
   * @throws IllegalArgumentException if an id has another form, or if the text would be longer than
   *     {@link #MAX_LENGTH}
   */
  public static String seal(
      byte[] plaintext, EncryptionKey recipient, String releaseId, String eventId) {
    if (!ID.matcher(releaseId).matches() || !ID.matcher(eventId).matches()) {
      throw new IllegalArgumentException("not the id of a release or an event");
    }
    JWEHeader header =
        new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
            .keyID(recipient.keyId())
            .customParam("releaseId", releaseId)
            .customParam("eventId", eventId)
            .build();
    JWEObject jwe = new JWEObject(header, new Payload(plaintext));
    try {
      jwe.encrypt(recipient.sealer());
    } catch (JOSEException e) {
      throw new AssertionError("a key is a point of its curve, and every JDK has AES in GCM", e);
    }
    String compact = jwe.serialize();
    if (compact.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("too long to be sealed: " + plaintext.length + " bytes");
    }
    return compact;
  }

  /**
   * Opens what was sealed to one of {@code keys}.
   *
   * @throws InvalidJweException if the text has another form or algorithm, if it is for another
   *     recipient, or if a bit of it was changed
   */
  public static OpenedJwe open(String compact, DecryptionKeys keys) throws InvalidJweException {
    try {
      List<byte[]> parts = CompactForm.parts(compact, 5, MAX_LENGTH);
      Map<String, Object> header = header(parts);
      DecryptionKey key =
          keys.find(CompactForm.text(header, "kid"))
              .orElseThrow(() -> new InvalidJweException("sealed to another key"));
      CompactForm.pin(header, "kid", key.keyId());
      checkPoint(header.get("epk"), key.encryptionKey().curve());
      JWEObject jwe = JWEObject.parse(compact);
      jwe.decrypt(key.opener());
      return new OpenedJwe(
          key.keyId(), id(header, "releaseId"), id(header, "eventId"), jwe.getPayload().toBytes());
    } catch (CompactForm.Violation e) {
      throw new InvalidJweException(e.rule());
    } catch (ParseException | JOSEException e) {
      throw new InvalidJweException("changed, or not sealed to this key");
    }
  }

  private static Map<String, Object> header(List<byte[]> parts)
      throws CompactForm.Violation, InvalidJweException {
    if (parts.get(1).length != 0
        || parts.get(2).length != Gcm.IV_SIZE
        || parts.get(4).length != Gcm.TAG_SIZE) {
      throw new InvalidJweException("an encrypted key, or an IV or tag of another length");
    }
    Map<String, Object> header = CompactForm.json(parts.get(0));
    if (!header.keySet().equals(HEADER)) {
      throw new InvalidJweException("the header has other members than those agreed");
    }
    CompactForm.pin(header, "alg", JWEAlgorithm.ECDH_ES.getName());
    CompactForm.pin(header, "enc", EncryptionMethod.A256GCM.getName());
    id(header, "releaseId");
    id(header, "eventId");
    return header;
  }

  /**
   * RFC 7518, section 6.2, or RFC 8037, section 3.2, and the point is on the curve of the
   * recipient's key: no answer for a chosen other curve.
   */
  private static void checkPoint(@Nullable Object epk, SealingCurve curve)
      throws CompactForm.Violation, InvalidJweException {
    Set<String> names = new HashSet<>(curve.numbers());
    names.addAll(Set.of("kty", "crv"));
    if (!(epk instanceof Map<?, ?> members) || !members.keySet().equals(names)) {
      throw new InvalidJweException("epk is not a public point of " + curve.crv());
    }
    @SuppressWarnings("unchecked") // Members of a JSON object have names of text.
    Map<String, Object> point = (Map<String, Object>) members;
    CompactForm.pin(point, "kty", curve.kty());
    CompactForm.pin(point, "crv", curve.crv());
    byte[] x = CompactForm.base64url(CompactForm.text(point, "x"));
    try {
      if (curve == SealingCurve.X25519) {
        X25519.check(x);
      } else {
        EncryptionKey unused =
            EncryptionKey.of(x, CompactForm.base64url(CompactForm.text(point, "y")));
      }
    } catch (MalformedKeyException e) {
      throw new InvalidJweException("epk: " + e.getMessage());
    }
  }

  private static String id(Map<String, Object> header, String name)
      throws CompactForm.Violation, InvalidJweException {
    String id = CompactForm.text(header, name);
    if (!ID.matcher(id).matches()) {
      throw new InvalidJweException(name + " is not an id");
    }
    return id;
  }
}
