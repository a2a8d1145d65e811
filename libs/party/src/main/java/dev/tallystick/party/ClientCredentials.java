package dev.tallystick.party;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.append.WholeAnswer;
import dev.tallystick.events.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tokens of an OAuth 2.0 token endpoint, by the client credentials or the password of a caller; one
 * is kept until shortly before it ends. Safe for threads.
 */
public final class ClientCredentials implements AccessTokens {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final long MARGIN_SECONDS = 20;
  private static final int OK = 200;

  private final HttpClient http;
  private final URI endpoint;
  private final String form;
  private final InstantSource clock;
  private String token = "";
  private Instant until = Instant.MIN;

  private ClientCredentials(
      HttpClient http, URI endpoint, Map<String, String> form, InstantSource clock) {
    this.http = http;
    this.endpoint = endpoint;
    this.clock = clock;
    this.form =
        form.entrySet().stream()
            .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
            .sorted()
            .collect(Collectors.joining("&"));
  }

  /** Tokens of an organisation's own system. */
  public static ClientCredentials of(
      HttpClient http, URI endpoint, String client, String secret, InstantSource clock) {
    return new ClientCredentials(
        http,
        endpoint,
        Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret),
        clock);
  }

  /** Tokens of a person, through a client that may take passwords. */
  public static ClientCredentials ofPerson(
      HttpClient http,
      URI endpoint,
      String client,
      String secret,
      String user,
      String password,
      InstantSource clock) {
    return new ClientCredentials(
        http,
        endpoint,
        Map.of(
            "grant_type", "password",
            "client_id", client,
            "client_secret", secret,
            "username", user,
            "password", password),
        clock);
  }

  @Override
  public synchronized String bearer() throws IOException, InterruptedException {
    Instant now = clock.instant();
    if (now.isBefore(until)) {
      return token;
    }
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    HttpResponse<byte[]> answer = WholeAnswer.of(http, request, TIMEOUT);
    if (answer.statusCode() != OK) {
      throw new IOException(endpoint + " refuses the credentials: " + answer.statusCode());
    }
    JsonObject json = Answers.object(answer.body());
    token = Answers.text(json, "access_token");
    until = now.plusSeconds(json.findInteger("expires_in").orElse(0L) - MARGIN_SECONDS);
    return token;
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "ClientCredentials[" + endpoint + "]";
  }
}
