package dev.tallystick.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

/**
 * Gives a body to the 401 that the HTTP security layer sends by itself, without failing the
 * request: a path permission that an anonymous caller meets, or a bad token met before any
 * resource. Also speaks when the mechanism cannot, because the OIDC provider is away.
 */
@Decorator
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
abstract class ProblemChallenge implements HttpAuthenticationMechanism {
  private final HttpAuthenticationMechanism mechanism;

  @Inject
  ProblemChallenge(@Any @Delegate HttpAuthenticationMechanism mechanism) {
    this.mechanism = mechanism;
  }

  /**
   * A provider that is away is no fault of the caller's, nor of the request: it can be sent again.
   */
  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    return Uni.createFrom()
        .deferred(() -> mechanism.authenticate(context, providers))
        .onFailure(ProblemChallenge::isOfTheProvider)
        .transform(ProviderAway::new);
  }

  /** A redirect, which a log-in ends with, is no failure of anybody's. */
  private static boolean isOfTheProvider(Throwable fault) {
    return !(fault instanceof SecurityException)
        && !(fault instanceof AuthenticationRedirectException);
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    return Uni.createFrom()
        .deferred(() -> mechanism.sendChallenge(context))
        .onFailure()
        .recoverWithItem(
            () -> {
              // It takes no provider to know that a token is missing.
              context.response().putHeader("WWW-Authenticate", "Bearer");
              context.response().setStatusCode(401);
              return true;
            })
        .invoke(
            sent -> {
              // A redirect to the log-in page is no refusal and stays as it is.
              if (Boolean.TRUE.equals(sent) && context.response().getStatusCode() == 401) {
                ProblemRoutes.refuse(context, problem(context).document());
              }
            });
  }

  private static FrameworkProblem problem(RoutingContext context) {
    AuthenticationFailedException failure =
        HttpSecurityUtils.getAuthenticationFailureFromEvent(context);
    return failure == null
        ? FrameworkProblem.AUTHENTICATION_REQUIRED
        : FrameworkProblem.TOKEN_REFUSED;
  }
}
