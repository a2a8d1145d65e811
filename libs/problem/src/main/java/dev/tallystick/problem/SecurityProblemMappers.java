package dev.tallystick.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Who is not let in: 401 with exactly one challenge, 403 without one. */
public final class SecurityProblemMappers {

  /** No token, and the resource needs one. */
  @ServerExceptionMapper
  public Uni<Response> unauthorized(UnauthorizedException refusal, RoutingContext context) {
    return challenge(FrameworkProblem.AUTHENTICATION_REQUIRED, context);
  }

  /** A token that does not hold. */
  @ServerExceptionMapper
  public Uni<Response> unauthenticated(
      AuthenticationFailedException refusal, RoutingContext context) {
    return challenge(FrameworkProblem.TOKEN_REFUSED, context);
  }

  /** A caller who is known and may not do this. */
  @ServerExceptionMapper
  public Response forbidden(ForbiddenException refusal) {
    return ProblemMappers.response(FrameworkProblem.FORBIDDEN.document()).build();
  }

  private static Uni<Response> challenge(FrameworkProblem problem, RoutingContext context) {
    HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
    Uni<ChallengeData> challenge =
        authenticator == null ? Uni.createFrom().nullItem() : authenticator.getChallenge(context);
    return challenge.onFailure().recoverWithNull().map(data -> answer(problem, data, context));
  }

  private static Response answer(
      FrameworkProblem problem, @Nullable ChallengeData challenge, RoutingContext context) {
    if (challenge == null) {
      context.response().headers().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    } else {
      // Set on the response itself: the security layer may have set the same header before.
      challenge.getHeaders().forEach(context.response().headers()::set);
      if (challenge.status != problem.status()) {
        return Response.status(challenge.status).build();
      }
    }
    return ProblemMappers.response(problem.document()).build();
  }
}
