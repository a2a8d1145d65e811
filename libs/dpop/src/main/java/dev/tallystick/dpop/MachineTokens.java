package dev.tallystick.dpop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.dpop.document.TokenAnswer;
import dev.tallystick.events.append.WholeAnswer;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
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
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of one machine, each for one service. A token is kept until shortly before it ends,
 * so that a request rarely waits for the provider. Safe for threads.
 */
public final class MachineTokens {
  private static final long MARGIN_SECONDS = 20;

  /** How long a token lives whose provider does not say. */
  private static final long USUAL_SECONDS = 60;

  /** Who waited for the same answer does not wait for the next one as well. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final int OK = 200;

  private final HttpClient http;
  private final URI endpoint;
  private final String client;
  private final ClientProofs proofs;
  private final boolean bound;
  private final Duration timeout;
  private final InstantSource clock;
  private final Map<String, Kept> kept = new HashMap<>();
  private @Nullable IOException failure;
  private Instant pausedUntil = Instant.MIN;

  private record Kept(String token, Instant until) {}

  private MachineTokens(
      HttpClient http,
      Credentials credentials,
      boolean bound,
      Duration timeout,
      InstantSource clock) {
    this.http = http;
    this.endpoint = credentials.endpoint();
    this.client = credentials.client();
    this.proofs = credentials.proofs();
    this.bound = bound;
    this.timeout = timeout;
    this.clock = clock;
  }

  /**
   * How a machine identifies itself.
   *
   * @param endpoint the provider's token endpoint
   * @param client the client's id there
   */
  public record Credentials(URI endpoint, String client, ClientProofs proofs) {}

  /** Tokens of a party's machine, bound to its key: each request needs a proof. */
  public static MachineTokens ofParty(
      HttpClient http, Credentials credentials, Duration timeout, InstantSource clock) {
    return new MachineTokens(http, credentials, true, timeout, clock);
  }

  /** Tokens of a part of the suite, which are not bound. */
  public static MachineTokens ofService(
      HttpClient http, Credentials credentials, Duration timeout, InstantSource clock) {
    return new MachineTokens(http, credentials, false, timeout, clock);
  }

  /**
   * A token that is good for some seconds at least.
   *
   * @param service the one service that it is meant for
   * @throws IOException if the provider gives none
   */
  public synchronized String token(String service) throws IOException, InterruptedException {
    Instant now = clock.instant();
    Kept known = kept.get(service);
    if (known != null && now.isBefore(known.until())) {
      return known.token();
    }
    if (failure != null && now.isBefore(pausedUntil)) {
      throw new IOException(failure.getMessage(), failure);
    }
    TokenAnswer.Partial answer;
    try {
      answer = ask(service);
    } catch (IOException e) {
      failure = e;
      pausedUntil = clock.instant().plus(PAUSE);
      throw e;
    }
    failure = null;
    String token =
        answer
            .accessToken()
            .orElseThrow(() -> new IOException(endpoint + " gives no access_token"));
    long seconds = answer.expiresIn().orElse(USUAL_SECONDS) - MARGIN_SECONDS;
    kept.put(service, new Kept(token, now.plusSeconds(seconds)));
    return token;
  }

  /** The headers of one request to a service under a bound token. */
  public Map<String, String> headers(String method, URI uri, String service)
      throws IOException, InterruptedException {
    return proofs.headers(method, uri, token(service));
  }

  private TokenAnswer.Partial ask(String service) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(timeout)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encode(proofs.form(client, endpoint, service))));
    if (bound) {
      request.header("DPoP", proofs.proof("POST", endpoint));
    }
    HttpResponse<byte[]> answer = WholeAnswer.of(http, request.build(), timeout);
    TokenAnswer.Partial told = parse(answer.body());
    if (answer.statusCode() != OK) {
      throw new IOException(
          "%s refuses %s: %d %s"
              .formatted(
                  endpoint, client, answer.statusCode(), told.errorDescription().orElse("")));
    }
    return told;
  }

  /** What cannot be read says nothing. */
  private static TokenAnswer.Partial parse(byte[] body) {
    JsonObject json = JsonObject.EMPTY;
    try {
      if (CanonicalJson.parseMessage(body) instanceof JsonObject object) {
        json = object;
      }
    } catch (MalformedJsonException e) {
      // The caller looks for a token in it.
    }
    return new TokenAnswer.Partial(json);
  }

  private static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** Shows no token and no key. */
  @Override
  public String toString() {
    return "MachineTokens[" + client + " at " + endpoint + "]";
  }
}
