package dev.tallystick.dpop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.ClientKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MachineTokensTest {
  private static final ClientKey KEY = ClientKey.draw();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private HttpServer provider;

  private record Asked(Map<String, String> form, List<String> proofs) {}

  MachineTokensTest() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    provider.createContext(
        "/token",
        exchange -> {
          String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          List<String> proofs = exchange.getRequestHeaders().getOrDefault("DPoP", List.of());
          asked.add(new Asked(decode(form), List.copyOf(proofs)));
          boolean known = form.contains("client_id=bank-a");
          byte[] body =
              (known
                      ? "{\"access_token\":\"t-" + asked.size() + "\",\"expires_in\":300}"
                      : "{\"error_description\":\"who?\"}")
                  .getBytes(UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    provider.start();
  }

  @AfterEach
  void stop() {
    provider.stop(0);
  }

  @Test
  void token_isAskedForByAnAssertion_andKeptUntilShortlyBeforeItsEnd() throws Exception {
    MachineTokens tokens =
        MachineTokens.ofService(http(), credentials("bank-a"), PATIENCE, this::now);

    assertThat(tokens.token("data-vault")).isEqualTo("t-1");
    assertThat(tokens.token("data-vault")).isEqualTo("t-1");
    assertThat(tokens.token("audit-service")).isEqualTo("t-2");
    now = now.plusSeconds(281);
    assertThat(tokens.token("data-vault")).isEqualTo("t-3");

    Asked first = asked.get(0);
    assertThat(first.proofs()).isEmpty();
    assertThat(first.form())
        .containsEntry("grant_type", "client_credentials")
        .containsEntry("scope", "call-data-vault")
        .doesNotContainKey("client_secret");
    JsonObject claims = part(first.form().get("client_assertion"), 1);
    assertThat(claims.getString("iss")).isEqualTo("bank-a");
    assertThat(claims.getString("sub")).isEqualTo("bank-a");
    assertThat(claims.getString("aud")).isEqualTo(endpoint().toString());
    assertThat(claims.getInteger("exp") - claims.getInteger("iat")).isEqualTo(30);
    JsonObject again = part(asked.get(2).form().get("client_assertion"), 1);
    assertThat(again.getString("jti")).isNotEqualTo(claims.getString("jti"));
  }

  @Test
  void boundToken_comesAndGoesWithProofs() throws Exception {
    MachineTokens tokens =
        MachineTokens.ofParty(http(), credentials("bank-a"), PATIENCE, this::now);
    URI uri = URI.create("http://vault.example/v1/records:import?agreement=a#b");

    Map<String, String> headers = tokens.headers("POST", uri, "data-vault");

    JsonObject atProvider = part(asked.get(0).proofs().get(0), 1);
    assertThat(atProvider.getString("htu")).isEqualTo(endpoint().toString());
    assertThat(atProvider.has("ath")).isFalse();
    assertThat(headers).containsEntry("Authorization", "DPoP t-1");
    JsonObject header = part(headers.get("DPoP"), 0);
    assertThat(header.getString("typ")).isEqualTo("dpop+jwt");
    assertThat(header.getObject("jwk").names()).containsExactlyInAnyOrder("crv", "kty", "x");
    JsonObject claims = part(headers.get("DPoP"), 1);
    assertThat(claims.getString("htm")).isEqualTo("POST");
    assertThat(claims.getString("htu")).isEqualTo("http://vault.example/v1/records:import");
    assertThat(claims.getInteger("iat")).isEqualTo(now.getEpochSecond());
    // SHA-256 of "t-1".
    assertThat(claims.getString("ath")).isEqualTo("Rum8NHbJLqJPsXraxs2c2s_3o0pcdTEAeH2lopmE-DY");
    assertThat(tokens.headers("POST", uri, "data-vault").get("DPoP"))
        .isNotEqualTo(headers.get("DPoP"));
  }

  @Test
  void refusal_namesTheClientAndTheReason() {
    MachineTokens tokens =
        MachineTokens.ofService(http(), credentials("bank-b"), PATIENCE, this::now);

    assertThatThrownBy(() -> tokens.token("data-vault"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bank-b: 401 who?");
  }

  private Instant now() {
    return now;
  }

  private static HttpClient http() {
    return HttpClient.newHttpClient();
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/token");
  }

  private MachineTokens.Credentials credentials(String client) {
    return new MachineTokens.Credentials(
        endpoint(), client, new ClientProofs(KEY, this::now, new Random(1)));
  }

  private static JsonObject part(@Nullable String jwt, int index) throws Exception {
    String[] parts = Objects.requireNonNull(jwt).split("\\.", -1);
    byte[] json = Base64.getUrlDecoder().decode(parts[index]);
    return (JsonObject) CanonicalJson.parseMessage(json);
  }

  private static Map<String, String> decode(String form) {
    Map<String, String> fields = new HashMap<>();
    for (String field : form.split("&", -1)) {
      String[] pair = field.split("=", 2);
      fields.put(pair[0], URLDecoder.decode(pair[1], UTF_8));
    }
    return fields;
  }
}
