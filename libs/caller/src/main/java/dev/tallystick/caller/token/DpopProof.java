package dev.tallystick.caller.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tlog.Hash;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * A DPoP proof (RFC 9449, section 4) by its form and age. Whether its signature, method, address
 * and token are right is Quarkus' business.
 */
final class DpopProof {
  /** How old a proof may be. */
  static final Duration LIFE = Duration.ofSeconds(60);

  /** How far the clock of its maker may be ahead. */
  static final Duration SKEW = Duration.ofSeconds(5);

  private static final int MAX_LENGTH = 4096;
  private static final int MAX_ID = 128;
  private static final Set<String> ALGORITHMS = Set.of("EdDSA", "ES256");
  private static final byte[] BETWEEN = {0};

  private final String jti;
  private final Instant issuedAt;

  private DpopProof(String jti, Instant issuedAt) {
    this.jti = jti;
    this.issuedAt = issuedAt;
  }

  /**
   * Reads the proof of a request.
   *
   * @param headers all {@code DPoP} headers of the request
   * @throws InvalidProofException if there is not exactly one, if it has another form, or if it is
   *     older or younger than a proof may be
   */
  static DpopProof read(List<String> headers, Instant now) throws InvalidProofException {
    if (headers.size() != 1) {
      throw new InvalidProofException("not one DPoP proof, but " + headers.size());
    }
    String[] parts = headers.get(0).split("\\.", -1);
    if (headers.get(0).length() > MAX_LENGTH || parts.length != 3 || parts[2].isEmpty()) {
      throw new InvalidProofException("a DPoP proof is no signed JWT");
    }
    checkHeader(json(parts[0]));
    JsonObject claims = json(parts[1]);
    for (String name : List.of("htm", "htu", "ath")) {
      text(claims, name);
    }
    String jti = text(claims, "jti");
    if (jti.isEmpty() || jti.length() > MAX_ID) {
      throw new InvalidProofException("the jti of a DPoP proof has another length");
    }
    return new DpopProof(jti, fresh(claims, now));
  }

  private static Instant fresh(JsonObject claims, Instant now) throws InvalidProofException {
    if (!(claims.getValue("iat") instanceof Number seconds)) {
      throw new InvalidProofException("a DPoP proof has no time");
    }
    // Compared as numbers: what is far out need not be an Instant.
    double age = now.toEpochMilli() / 1000.0 - seconds.doubleValue();
    if (!(age <= LIFE.toSeconds() && age >= -SKEW.toSeconds())) {
      throw new InvalidProofException("a DPoP proof is too old, or of the future");
    }
    return Instant.ofEpochSecond(seconds.longValue());
  }

  private static void checkHeader(JsonObject header) throws InvalidProofException {
    if (!"dpop+jwt".equals(header.getValue("typ"))
        || !ALGORITHMS.contains(String.valueOf(header.getValue("alg")))) {
      throw new InvalidProofException("a DPoP proof has another typ or alg");
    }
    if (!(header.getValue("jwk") instanceof JsonObject jwk)
        || jwk.containsKey("d")
        || !isKey(jwk)) {
      throw new InvalidProofException("the key of a DPoP proof is no public key of its alg");
    }
  }

  private static boolean isKey(JsonObject jwk) {
    if ("OKP".equals(jwk.getValue("kty"))) {
      return "Ed25519".equals(jwk.getValue("crv")) && isNumber(jwk, "x");
    }
    return "EC".equals(jwk.getValue("kty"))
        && "P-256".equals(jwk.getValue("crv"))
        && isNumber(jwk, "x")
        && isNumber(jwk, "y");
  }

  private static boolean isNumber(JsonObject jwk, String name) {
    return jwk.getValue(name) instanceof String text && text.matches("[A-Za-z0-9_-]{43}");
  }

  private static String text(JsonObject claims, String name) throws InvalidProofException {
    if (claims.getValue(name) instanceof String text) {
      return text;
    }
    throw new InvalidProofException("a DPoP proof has no " + name);
  }

  private static JsonObject json(String part) throws InvalidProofException {
    try {
      return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(part)));
    } catch (IllegalArgumentException | DecodeException e) {
      throw new InvalidProofException("a part of a DPoP proof is no JSON object");
    }
  }

  /** What its maker has named it by. */
  String jti() {
    return jti;
  }

  /** When its maker says that it was made, to the second. */
  Instant issuedAt() {
    return issuedAt;
  }

  /**
   * What tells this proof from all others that a service takes.
   *
   * @param key the thumbprint of the key that it is made with
   */
  Hash id(String key) {
    return Hash.sha256(key.getBytes(UTF_8), BETWEEN, jti.getBytes(UTF_8));
  }

  /** When the proof is too old anyway. */
  Instant until() {
    return issuedAt.plus(LIFE).plus(SKEW);
  }
}
