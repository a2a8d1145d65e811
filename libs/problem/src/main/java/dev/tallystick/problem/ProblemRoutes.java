package dev.tallystick.problem;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Problems for what never reaches a REST resource: path permissions, unknown paths, bodies over the
 * limit, failed Vert.x routes.
 *
 * <p>A Vert.x route refuses by {@code context.fail(problem)} or {@link #refuse}; both answer alike.
 */
@ApplicationScoped
public class ProblemRoutes {
  /** After every route of the application and of Quarkus's extensions. */
  private static final int AFTER_ALL_ROUTES = 30_000;

  private static final long LINGER_MILLIS = 2_000;

  void register(@Observes Router router) {
    router
        .route()
        .order(AFTER_ALL_ROUTES)
        .handler(context -> refuse(context, FrameworkProblem.NOT_FOUND.document()))
        .failureHandler(ProblemRoutes::failed);
  }

  /** Ends the request with {@code problem}; does nothing when it has been answered already. */
  public static void refuse(RoutingContext context, ProblemDocument problem) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    ProblemCounter.count(problem);
    response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
        .end(problem.toJson());
  }

  /** Ends the request with {@code problem}, and tells when to try again. */
  public static void refuse(RoutingContext context, DomainProblem problem) {
    problem
        .retryAfter()
        .ifPresent(
            wait ->
                context
                    .response()
                    .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(Causes.wholeSeconds(wait))));
    refuse(context, problem.document());
  }

  /** Refuses a body by its length, while it may still be on its way. */
  static void refuseTooLarge(RoutingContext context) {
    linger(context);
    refuse(context, FrameworkProblem.BODY_TOO_LARGE.document());
  }

  /**
   * Throws what is left of the body away, for a moment, and stops the sender then: stopped at once,
   * it would see a reset instead of the answer.
   */
  private static void linger(RoutingContext context) {
    HttpServerRequest request = context.request();
    request.handler(discarded -> {});
    if (request.version() == HttpVersion.HTTP_2) {
      // Other requests share the connection.
      context.vertx().setTimer(LINGER_MILLIS, expired -> context.response().reset());
    } else {
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
      request.endHandler(ended -> request.connection().close());
      context.vertx().setTimer(LINGER_MILLIS, expired -> request.connection().close());
    }
    request.resume();
  }

  private static void failed(RoutingContext context) {
    Throwable failure = context.failure();
    if (context.response().ended() || context.response().headWritten()) {
      context.next();
    } else if (failure == null) {
      refuse(context, FrameworkProblem.ofStatus(context.statusCode()));
    } else if (failure instanceof UnauthorizedException) {
      challenge(context);
    } else if (failure instanceof ForbiddenException) {
      refuse(context, FrameworkProblem.FORBIDDEN.document());
    } else if (failure instanceof AuthenticationException) {
      // A redirect to the log-in page, or a challenge that ProblemChallenge has written.
      context.next();
    } else if (failure instanceof RejectedExecutionException) {
      context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
      refuse(context, FrameworkProblem.SERVICE_UNAVAILABLE.document());
    } else {
      failed(context, failure);
    }
  }

  private static void failed(RoutingContext context, Throwable failure) {
    DomainProblem problem = Causes.domainProblem(failure);
    if (problem != null) {
      refuse(context, problem);
    } else if (context.statusCode() >= 400 && context.statusCode() < 500) {
      refuse(context, FrameworkProblem.ofStatus(context.statusCode()));
    } else {
      refuse(context, Causes.fault(failure));
    }
  }

  private static void challenge(RoutingContext context) {
    @Nullable HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
    if (authenticator == null) {
      refuse(context, FrameworkProblem.AUTHENTICATION_REQUIRED.document());
      return;
    }
    // The mechanism's challenge passes through ProblemChallenge, which writes the body.
    authenticator
        .sendChallenge(context)
        .subscribe()
        .with(
            sent -> refuse(context, FrameworkProblem.AUTHENTICATION_REQUIRED.document()),
            fault -> refuse(context, Causes.fault(fault)));
  }
}
