package dev.tallystick.problem;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * The headers of every answer: no cache keeps it, and no browser takes it for another type than it
 * says. What is public says itself how long it may be kept. A service that was told to stop ends
 * each connection by its next answer, so that callers open the next one elsewhere.
 */
@Singleton
final class AnswerHeaders {
  /** Before everything that answers. */
  private static final int PRIORITY = 1_000;

  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private volatile boolean isStopping;

  void register(@Observes Filters filters) {
    filters.register(this::add, PRIORITY);
  }

  /** For as long as {@code quarkus.shutdown.delay} requests are still answered. */
  void stop(@Observes ShutdownDelayInitiatedEvent stopping) {
    isStopping = true;
  }

  private void add(RoutingContext context) {
    context.addHeadersEndHandler(
        nothing -> {
          MultiMap headers = context.response().headers();
          headers.set(CONTENT_TYPE_OPTIONS, NOSNIFF);
          if (context.request().version() == HttpVersion.HTTP_2) {
            // Quarkus asks for the end of the connection by it; here that spoils the answer.
            headers.remove(HttpHeaders.CONNECTION);
          } else if (isStopping) {
            headers.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
          }
          if (!headers.contains(HttpHeaders.CACHE_CONTROL)
              || context.response().getStatusCode() >= 400) {
            headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
          }
        });
    context.next();
  }
}
