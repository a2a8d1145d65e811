package dev.tallystick.bench.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Issues access tokens like those of the realm, and publishes the key that they are checked with:
 * discovery and JWKS of OpenID Connect, nothing else. The signatures are real (RS256, 2048 bits),
 * so the service checks what it checks in production.
 */
public final class TokenIssuer implements AutoCloseable {
  private static final String REALM = "/realms/tallystick";
  private static final String KEY_ID = "bench";
  private static final String PEOPLE = "[\"audit-service\",\"consent-service\"]";
  private static final String SECOND_FACTOR = ",\"amr\":[\"pwd\",\"otp\"]";
  private static final Duration LIFE = Duration.ofHours(2);
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final HttpServer server;
  private final KeyPair keys;
  private final Clock clock;
  private final String issuer;

  private TokenIssuer(HttpServer server, KeyPair keys, Clock clock) {
    this.server = server;
    this.keys = keys;
    this.clock = clock;
    this.issuer = "http://127.0.0.1:" + server.getAddress().getPort() + REALM;
  }

  /** Starts on 127.0.0.1, with a key of its own. */
  public static TokenIssuer start(int port, Clock clock)
      throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    TokenIssuer started = new TokenIssuer(server, generator.generateKeyPair(), clock);
    server.createContext(
        REALM + "/.well-known/openid-configuration", answering(started.discovery()));
    server.createContext(REALM + "/certs", answering(started.jwks()));
    server.createContext(
        REALM + "/token",
        answering(
            "{\"access_token\":\""
                + started.token("consent-service", "audit-service")
                + "\",\"token_type\":\"Bearer\",\"expires_in\":7200}"));
    server.start();
    return started;
  }

  /** The issuer's address, for the service's configuration. */
  public String issuer() {
    return issuer;
  }

  /** Different tokens of one service client, for one service. */
  public List<String> tokens(String client, String audience, int count)
      throws GeneralSecurityException {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tokens.add(token(client, audience));
    }
    return tokens;
  }

  /** A token of the person with this subject token. */
  public String citizen(String subject) throws GeneralSecurityException {
    return token("portal", PEOPLE, "citizen", ",\"subject\":\"" + subject + "\"");
  }

  /** A token of somebody in a role, with one claim more. */
  public String member(String role, String claim, String value) throws GeneralSecurityException {
    return token("portal", PEOPLE, role, ",\"" + claim + "\":\"" + value + "\"" + SECOND_FACTOR);
  }

  private String token(String client, String audience) throws GeneralSecurityException {
    return token(client, "\"" + audience + "\"", "service", "");
  }

  /** Of the shape and size that the realm's tokens have. */
  private String token(String client, String audience, String role, String more)
      throws GeneralSecurityException {
    long now = clock.instant().getEpochSecond();
    String head = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + KEY_ID + "\"}";
    String claims =
        """
        {"exp":%d,"iat":%d,"jti":"trrtcc:%s","iss":"%s","aud":%s,\
        "sub":"%s","typ":"Bearer","azp":"%s","acr":"1","allowed-origins":["http://127.0.0.1:8081"],\
        "realm_access":{"roles":["%s","default-roles-tallystick","offline_access"]},\
        "resource_access":{"account":{"roles":["manage-account","manage-account-links","view-profile"]}},\
        "scope":"profile email","email_verified":false,"clientHost":"127.0.0.1",\
        "preferred_username":"%s","clientAddress":"127.0.0.1","client_id":"%s"%s}"""
            .formatted(
                now + LIFE.toSeconds(),
                now,
                UUID.randomUUID(),
                issuer,
                audience,
                UUID.randomUUID(),
                client,
                role,
                role.equals("service") ? "service-account-" + client : role + "-of-" + client,
                client,
                more);
    String signed = base64url(head.getBytes(UTF_8)) + "." + base64url(claims.getBytes(UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(signed.getBytes(UTF_8));
    return signed + "." + base64url(signature.sign());
  }

  private String discovery() {
    return """
        {"issuer":"%1$s","jwks_uri":"%1$s/certs","token_endpoint":"%1$s/token",\
        "authorization_endpoint":"%1$s/auth","subject_types_supported":["public"],\
        "response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256"]}"""
        .formatted(issuer);
  }

  private String jwks() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}]}"
        .formatted(KEY_ID, unsigned(key.getModulus()), unsigned(key.getPublicExponent()));
  }

  /** Base64urlUInt of RFC 7518: big-endian, without the byte for the sign. */
  private static String unsigned(BigInteger value) {
    byte[] bytes = value.toByteArray();
    int skip = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    return base64url(Arrays.copyOfRange(bytes, skip, bytes.length));
  }

  private static String base64url(byte[] bytes) {
    return BASE64URL.encodeToString(bytes);
  }

  private static HttpHandler answering(String json) {
    byte[] body = json.getBytes(UTF_8);
    return (HttpExchange exchange) -> {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
