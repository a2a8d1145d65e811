package dev.tallystick.keys;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads and writes the JWKs of a party (RFC 7517, RFC 8037): members that we know, with the values
 * that we use, and a {@code kid} that is the thumbprint.
 */
final class Jwks {
  private static final String SIGNING =
      "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"use\":\"sig\",\"alg\":\"EdDSA\",\"kid\":\"%s\",\"x\":\"%s\"%s}";
  private static final String SEALING =
      "{\"kty\":\"%s\",\"crv\":\"%s\",\"use\":\"enc\",\"alg\":\"ECDH-ES\",\"kid\":\"%s\",\"x\":\"%s\"%s%s}";

  private Jwks() {}

  /** The keys of a JWK set, which is a JSON object with {@code keys} alone. */
  static List<Map<String, Object>> parseSet(byte[] utf8) throws CompactForm.Violation {
    Map<String, Object> set = CompactForm.json(utf8);
    if (!set.keySet().equals(Set.of("keys")) || !(set.get("keys") instanceof List<?> keys)) {
      throw new CompactForm.Violation("not a JWK set");
    }
    List<Map<String, Object>> jwks = new ArrayList<>();
    for (Object key : keys) {
      if (!(key instanceof Map<?, ?> members)) {
        throw new CompactForm.Violation("a key that is not a JSON object");
      }
      @SuppressWarnings("unchecked") // Members of a JSON object have names of text.
      Map<String, Object> jwk = (Map<String, Object>) members;
      jwks.add(jwk);
    }
    return jwks;
  }

  static String formatSet(String... jwks) {
    return "{\"keys\":[" + String.join(",", jwks) + "]}";
  }

  static String format(VerificationKey key) {
    return SIGNING.formatted(key.keyId(), CompactForm.base64url(key.toByteArray()), "");
  }

  static String format(SigningKey key) {
    VerificationKey half = key.verificationKey();
    return SIGNING.formatted(
        half.keyId(), CompactForm.base64url(half.toByteArray()), d(key.seed()));
  }

  static String format(EncryptionKey key) {
    return sealing(key, "");
  }

  static String format(DecryptionKey key) {
    return sealing(key.encryptionKey(), d(key.toByteArray()));
  }

  private static String sealing(EncryptionKey key, String secret) {
    String y = key.y().length == 0 ? "" : ",\"y\":\"" + CompactForm.base64url(key.y()) + "\"";
    return SEALING.formatted(
        key.curve().kty(),
        key.curve().crv(),
        key.keyId(),
        CompactForm.base64url(key.x()),
        y,
        secret);
  }

  /** The one key of a JWK, read by {@code reader}. */
  static <K> K parse(String jwk, int maxLength, Reader<K> reader) throws MalformedKeyException {
    if (jwk.length() > maxLength) {
      throw new MalformedKeyException("longer than " + maxLength + " characters");
    }
    try {
      return reader.read(CompactForm.json(jwk.getBytes(StandardCharsets.UTF_8)));
    } catch (CompactForm.Violation e) {
      throw new MalformedKeyException(e.rule());
    }
  }

  /** Makes a key of the members of a JWK. */
  @FunctionalInterface
  interface Reader<K> {
    K read(Map<String, Object> jwk) throws CompactForm.Violation, MalformedKeyException;
  }

  static boolean isEd25519(Map<String, Object> jwk) {
    return "Ed25519".equals(jwk.get("crv"));
  }

  static VerificationKey verificationKey(Map<String, Object> jwk, boolean isPrivate)
      throws CompactForm.Violation, MalformedKeyException {
    check(jwk, Map.of("kty", "OKP", "crv", "Ed25519"), Set.of("x"), isPrivate);
    VerificationKey key = VerificationKey.copyOf(bytes(jwk, "x"));
    checkUse(jwk, Map.of("kid", key.keyId(), "use", "sig", "alg", "EdDSA"));
    return key;
  }

  static SigningKey signingKey(Map<String, Object> jwk)
      throws CompactForm.Violation, MalformedKeyException {
    VerificationKey half = verificationKey(jwk, true);
    byte[] seed = bytes(jwk, "d");
    if (seed.length != SigningKey.SEED_SIZE) {
      throw new MalformedKeyException("a seed of Ed25519 has 32 bytes");
    }
    SigningKey key = SigningKey.fromSeed(seed);
    if (!key.verificationKey().equals(half)) {
      throw new MalformedKeyException("the seed does not belong to the public key");
    }
    return key;
  }

  static EncryptionKey encryptionKey(Map<String, Object> jwk, boolean isPrivate)
      throws CompactForm.Violation, MalformedKeyException {
    SealingCurve curve = SealingCurve.claimedBy(jwk.get("kty"));
    check(jwk, Map.of("kty", curve.kty(), "crv", curve.crv()), curve.numbers(), isPrivate);
    EncryptionKey key =
        curve == SealingCurve.X25519
            ? EncryptionKey.ofX25519(bytes(jwk, "x"))
            : EncryptionKey.of(bytes(jwk, "x"), bytes(jwk, "y"));
    checkUse(jwk, Map.of("kid", key.keyId(), "use", "enc", "alg", "ECDH-ES"));
    return key;
  }

  static DecryptionKey decryptionKey(Map<String, Object> jwk)
      throws CompactForm.Violation, MalformedKeyException {
    return DecryptionKey.of(bytes(jwk, "d"), encryptionKey(jwk, true));
  }

  private static void check(
      Map<String, Object> jwk, Map<String, String> kind, Set<String> numbers, boolean isPrivate)
      throws CompactForm.Violation {
    if (jwk.containsKey("d") != isPrivate) {
      throw new CompactForm.Violation(
          isPrivate
              ? "a key without its private half"
              : "a private key where a public one belongs");
    }
    Set<String> known = new HashSet<>(Set.of("kty", "crv", "d", "kid", "use", "alg"));
    known.addAll(numbers);
    if (!known.containsAll(jwk.keySet())) {
      throw new CompactForm.Violation("a key with unknown members");
    }
    for (Map.Entry<String, String> pinned : kind.entrySet()) {
      CompactForm.pin(jwk, pinned.getKey(), pinned.getValue());
    }
  }

  /** Members that may be left out, but not differ. */
  private static void checkUse(Map<String, Object> jwk, Map<String, String> use)
      throws CompactForm.Violation {
    for (Map.Entry<String, String> pinned : use.entrySet()) {
      if (jwk.containsKey(pinned.getKey())) {
        CompactForm.pin(jwk, pinned.getKey(), pinned.getValue());
      }
    }
  }

  private static byte[] bytes(Map<String, Object> jwk, String name) throws CompactForm.Violation {
    return CompactForm.base64url(CompactForm.text(jwk, name));
  }

  private static String d(byte[] number) {
    return ",\"d\":\"" + CompactForm.base64url(number) + "\"";
  }
}
