package dev.tallystick.portal.call;

import dev.tallystick.events.append.BoundedBody;
import dev.tallystick.tracing.CallSpan;
import dev.tallystick.tracing.Traceparent;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the services, with the token of whoever reads the page, or without one. Calls go side by
 * side: start them all, then look at what has come back. A call that gets no answer is a {@link
 * Reply} too, so no page fails for one service.
 */
@Singleton
public final class Neighbours {
  private static final Logger LOG = Logger.getLogger(Neighbours.class);
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  /** A list of a thousand entries with their proofs has one megabyte. */
  private static final long LONGEST_ANSWER = 16L * 1024 * 1024;

  private final SecurityIdentity reader;
  private final PublicReplies publicReplies;
  private final Map<Neighbour, String> addresses = new EnumMap<>(Neighbour.class);
  private final HttpClient http;

  Neighbours(SecurityIdentity reader, Config settings, PublicReplies publicReplies) {
    this.reader = reader;
    this.publicReplies = publicReplies;
    for (Neighbour each : Neighbour.values()) {
      String url = settings.getValue("tallystick." + each.shortName() + ".url", String.class);
      addresses.put(each, url.replaceAll("/+$", ""));
    }
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_PATIENCE)
            .build();
  }

  /** Reads in the reader's name; {@code path} begins with a slash and is encoded by the caller. */
  public CompletableFuture<Reply> get(Neighbour service, String path) {
    return send(service, signed(request(service, path)).GET().build());
  }

  /**
   * Reads of one service in the name of whoever reads now. An answer may lead to the next question:
   * the thread that brings it knows no reader and no trace, so both are taken here.
   */
  public Function<String, CompletableFuture<Reply>> readsOf(Neighbour service) {
    AccessTokenCredential token = reader.getCredential(AccessTokenCredential.class);
    return Traceparent.handedOn(
        path -> send(service, signed(request(service, path), token).GET().build()));
  }

  /** Reads in the reader's name, and says more in headers. */
  public CompletableFuture<Reply> get(Neighbour service, String path, Map<String, String> headers) {
    HttpRequest.Builder request = signed(request(service, path));
    headers.forEach(request::header);
    return send(service, request.GET().build());
  }

  /** Reads what is public; what was read some seconds ago is not read again. */
  public CompletableFuture<Reply> getPublic(Neighbour service, String path) {
    return publicReplies.get(service.shortName() + path, () -> getPublicNow(service, path));
  }

  /** The same about one of many: only so many of them can be asked about in a minute. */
  public CompletableFuture<Reply> getPublicOfOne(Neighbour service, String path) {
    return publicReplies.getOfOne(service.shortName() + path, () -> getPublicNow(service, path));
  }

  /** Reads what is public, as it is now. */
  public CompletableFuture<Reply> getPublicNow(Neighbour service, String path) {
    return send(service, request(service, path).GET().build());
  }

  /** Does something in the reader's name, once. */
  public CompletableFuture<Reply> post(Neighbour service, String path, String json) {
    HttpRequest.Builder request =
        signed(request(service, path)).header("Idempotency-Key", UUID.randomUUID().toString());
    return send(
        service,
        json.isEmpty()
            ? request.POST(BodyPublishers.noBody()).build()
            : request
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
  }

  /** Puts something in the reader's name in the place of what was there. */
  public CompletableFuture<Reply> put(Neighbour service, String path, String json) {
    return send(
        service,
        signed(request(service, path))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json))
            .build());
  }

  /** Takes something away in the reader's name. */
  public CompletableFuture<Reply> delete(Neighbour service, String path) {
    return send(service, signed(request(service, path)).DELETE().build());
  }

  private HttpRequest.Builder request(Neighbour service, String path) {
    return HttpRequest.newBuilder(URI.create(addresses.get(service) + path)).timeout(PATIENCE);
  }

  private HttpRequest.Builder signed(HttpRequest.Builder request) {
    return signed(request, reader.getCredential(AccessTokenCredential.class));
  }

  private static HttpRequest.Builder signed(
      HttpRequest.Builder request, @Nullable AccessTokenCredential token) {
    return token == null ? request : request.header("Authorization", "Bearer " + token.getToken());
  }

  private CompletableFuture<Reply> send(Neighbour service, HttpRequest asked) {
    CallSpan span = CallSpan.start(asked.method(), service.shortName());
    HttpRequest request =
        span.traceparent()
            .map(
                place ->
                    HttpRequest.newBuilder(asked, (name, value) -> true)
                        .header(Traceparent.NAME, place)
                        .build())
            .orElse(asked);
    return http.sendAsync(request, BoundedBody.upTo(LONGEST_ANSWER))
        .whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                span.answered(answer.statusCode());
              } else {
                span.failed(failure);
              }
            })
        .thenApply(answer -> new Reply(answer.statusCode(), answer.body()))
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            failure -> {
              LOG.warnf("%s does not answer: %s", service.shortName(), failure.getMessage());
              return Reply.none();
            });
  }
}
