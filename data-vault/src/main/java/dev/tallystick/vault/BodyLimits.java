package dev.tallystick.vault;

import dev.tallystick.problem.FrameworkProblem;
import dev.tallystick.problem.ProblemDocument;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Refuses large bodies where only small ones belong. The server's own limit has to let a chunk of
 * records pass, which is read as a stream; every other body is read as a whole.
 */
@Singleton
final class BodyLimits {
  private static final String STREAMED = "/v1/records:import";
  private static final long MAX_BYTES = 1024 * 1024;
  private static final int PRIORITY = 500;

  void register(@Observes Filters filters) {
    filters.register(BodyLimits::check, PRIORITY);
  }

  private static void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    boolean unknown = length == null && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    boolean tooLarge =
        !STREAMED.equals(String.valueOf(request.path()).replaceFirst("(?i)%3a", ":"))
            && (unknown
                || (length != null && (length.length() > 9 || Long.parseLong(length) > MAX_BYTES)));
    if (tooLarge) {
      ProblemDocument problem = FrameworkProblem.BODY_TOO_LARGE.document();
      context
          .response()
          .setStatusCode(problem.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
          .putHeader(HttpHeaders.CONNECTION, "close")
          .end(problem.toJson());
    } else {
      context.next();
    }
  }
}
