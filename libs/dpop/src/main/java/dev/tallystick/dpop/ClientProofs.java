package dev.tallystick.dpop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.dpop.document.AssertionHeader;
import dev.tallystick.dpop.document.ClientAssertion;
import dev.tallystick.dpop.document.ProofClaims;
import dev.tallystick.dpop.document.ProofHeader;
import dev.tallystick.dpop.document.TokenRequest;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.ClientKey;
import dev.tallystick.tlog.Hash;
import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a machine signs with its key: the assertion that identifies it at the provider, and the
 * proof that goes with each request under a bound token. Safe for threads if its source of random
 * numbers is.
 */
public final class ClientProofs {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
  private static final String ALGORITHM = "EdDSA";
  private static final int ID_BYTES = 16;
  private static final int ASSERTION_SECONDS = 30;
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final ClientKey key;
  private final JsonObject publicJwk;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * Proofs with this key.
   *
   * @param random must be a {@code SecureRandom} outside tests: it draws ids
   */
  public ClientProofs(ClientKey key, InstantSource clock, RandomGenerator random) {
    this.key = key;
    this.publicJwk = publicJwk(key);
    this.clock = clock;
    this.random = random;
  }

  private static JsonObject publicJwk(ClientKey key) {
    try {
      return (JsonObject) CanonicalJson.parseMessage(key.jwk().getBytes(UTF_8));
    } catch (MalformedJsonException e) {
      throw new AssertionError("a JWK is JSON", e);
    }
  }

  /**
   * What the token endpoint is asked with the client's credentials.
   *
   * @param endpoint the token endpoint
   * @param service the one service that the token is meant for
   */
  public Map<String, String> form(String client, URI endpoint, String service) {
    TokenRequest request =
        new TokenRequest(
            "client_credentials",
            client,
            "call-" + service,
            ASSERTION_TYPE,
            assertion(client, endpoint));
    Map<String, String> form = new LinkedHashMap<>();
    request.toJson().forEach((name, value) -> form.put(name, ((JsonString) value).value()));
    return form;
  }

  private String assertion(String client, URI endpoint) {
    long now = clock.instant().getEpochSecond();
    return signed(
        new AssertionHeader(ALGORITHM, key.thumbprint(), "JWT").toJson(),
        ClientAssertion.builder()
            .iss(client)
            .sub(client)
            .aud(endpoint.toString())
            .jti(id())
            .iat(now)
            .exp(now + ASSERTION_SECONDS)
            .build()
            .toJson());
  }

  /** A proof for a request to the token endpoint, which binds the token to the key. */
  public String proof(String method, URI uri) {
    return proof(method, uri, Optional.empty());
  }

  /** A proof for one request under this token. */
  public String proof(String method, URI uri, String token) {
    String hash = BASE64URL.encodeToString(Hash.sha256(token.getBytes(US_ASCII)).toByteArray());
    return proof(method, uri, Optional.of(hash));
  }

  /** The headers of one request under this token, which is bound to the key. */
  public Map<String, String> headers(String method, URI uri, String token) {
    return Map.of("Authorization", "DPoP " + token, "DPoP", proof(method, uri, token));
  }

  /** RFC 9449, section 4.2: without query and fragment. */
  private static String withoutQuery(URI uri) {
    String text = uri.toString();
    int end = text.length();
    for (char mark : new char[] {'?', '#'}) {
      int at = text.indexOf(mark);
      end = at < 0 ? end : Math.min(end, at);
    }
    return text.substring(0, end);
  }

  private String proof(String method, URI uri, Optional<String> tokenHash) {
    ProofClaims claims =
        new ProofClaims(
            id(), clock.instant().getEpochSecond(), method, withoutQuery(uri), tokenHash);
    return signed(new ProofHeader(ALGORITHM, publicJwk, "dpop+jwt").toJson(), claims.toJson());
  }

  private String signed(JsonObject header, JsonObject claims) {
    String input = part(CanonicalJson.text(header)) + "." + part(CanonicalJson.text(claims));
    return input + "." + BASE64URL.encodeToString(key.signer().sign(input.getBytes(US_ASCII)));
  }

  private static String part(String json) {
    return BASE64URL.encodeToString(json.getBytes(UTF_8));
  }

  private String id() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return BASE64URL.encodeToString(bytes);
  }
}
