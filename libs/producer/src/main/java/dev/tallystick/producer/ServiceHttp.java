package dev.tallystick.producer;

import dev.tallystick.events.append.WholeAnswer;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.producer.document.ToldProblem;
import dev.tallystick.tracing.CallSpan;
import dev.tallystick.tracing.Traceparent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls one other service with this service's own token. No retries: the caller knows whether a
 * request may be sent twice. A call ends with the {@link Deadline} that its thread works under, and
 * hands it on. It is not made inside a transaction. Blocks; thread-safe.
 */
public final class ServiceHttp {
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);

  /** With less time than this left a call is not begun: its answer would come too late. */
  private static final Duration SHORTEST_CALL = Duration.ofMillis(50);

  private static final String JSON = "application/json";
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

  private final String service;
  private final String base;
  private final Supplier<String> bearer;
  private final HttpClient http;

  /**
   * A client of one service.
   *
   * @param service its short name, for messages
   * @param bearer gives this service's access token; asked once a request
   */
  public ServiceHttp(String service, URI base, Supplier<String> bearer) {
    this.service = service;
    this.base = base.toString().replaceAll("/+$", "");
    this.bearer = bearer;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_PATIENCE)
            .build();
  }

  /** Reads a resource; {@code path} begins with a slash and is encoded by the caller. */
  public ServiceAnswer get(String path) throws RemoteProblem, ServiceAwayException {
    return get(path, USUAL_PATIENCE);
  }

  ServiceAnswer get(String path, Duration patience) throws RemoteProblem, ServiceAwayException {
    return send("GET", path, Map.of("Accept", JSON), null, patience);
  }

  /** Reads a resource of another media type than JSON. */
  public ServiceAnswer get(String path, String mediaType)
      throws RemoteProblem, ServiceAwayException {
    return send("GET", path, Map.of("Accept", mediaType), null, USUAL_PATIENCE);
  }

  /** Posts JSON. */
  public ServiceAnswer post(String path, JsonObject body)
      throws RemoteProblem, ServiceAwayException {
    return post(path, Map.of(), CanonicalJson.text(body));
  }

  /** Posts JSON in text, with more headers such as {@code Idempotency-Key}. */
  public ServiceAnswer post(String path, Map<String, String> headers, String json)
      throws RemoteProblem, ServiceAwayException {
    Map<String, String> all = new HashMap<>(headers);
    all.putIfAbsent("Content-Type", JSON);
    all.putIfAbsent("Accept", JSON);
    return send("POST", path, all, json, USUAL_PATIENCE);
  }

  private ServiceAnswer send(
      String method,
      String path,
      Map<String, String> headers,
      @Nullable String body,
      Duration usual)
      throws RemoteProblem, ServiceAwayException {
    CallersTransaction.requireNone();
    Duration patience = Deadline.atMost(usual);
    if (patience.compareTo(SHORTEST_CALL) < 0) {
      throw new ServiceAwayException(service, "no time is left to ask it", null);
    }
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(patience).method(method, publisher);
    headers.forEach(request::header);
    request.header(Deadline.HEADER, Long.toString(patience.toMillis()));
    CallSpan span = CallSpan.start(method, service);
    span.traceparent().ifPresent(place -> request.header(Traceparent.NAME, place));
    try {
      request.header("Authorization", "Bearer " + bearer.get());
      HttpResponse<byte[]> answer = WholeAnswer.of(http, request.build(), patience);
      span.answered(answer.statusCode());
      if (answer.statusCode() >= 400) {
        throw problem(answer);
      }
      return new ServiceAnswer(service, answer.statusCode(), answer.body());
    } catch (TokenUnavailableException e) {
      span.failed(e);
      throw new ServiceAwayException(service, "no token to ask it with", e);
    } catch (IOException e) {
      span.failed(e);
      throw new ServiceAwayException(service, "no answer", e);
    } catch (InterruptedException e) {
      span.failed(e);
      Thread.currentThread().interrupt();
      throw new ServiceAwayException(service, "interrupted", e);
    }
  }

  private RemoteProblem problem(HttpResponse<byte[]> answer) {
    JsonObject document = null;
    try {
      if (CanonicalJson.parseMessage(answer.body()) instanceof JsonObject object) {
        document = object;
      }
    } catch (MalformedJsonException e) {
      // Not one of our problems: a proxy's page, say. The status has to do.
    }
    String code = document == null ? "" : new ToldProblem.Partial(document).code().orElse("");
    return new RemoteProblem(
        service,
        answer.statusCode(),
        CODE.matcher(code).matches() ? code : "HTTP_" + answer.statusCode(),
        document);
  }
}
