package dev.tallystick.caller.token;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Quarkus' OIDC bearer check with {@link VerifiedTokens} in front; everything but a hit is left to
 * it.
 */
@Alternative
@Priority(1)
@ApplicationScoped
final class CachingBearerMechanism implements HttpAuthenticationMechanism {
  private final OidcAuthenticationMechanism oidc;
  private final VerifiedTokens tokens;

  CachingBearerMechanism(OidcAuthenticationMechanism oidc, Clock clock) {
    this.oidc = oidc;
    this.tokens = new VerifiedTokens(clock);
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      return oidc.authenticate(context, providers);
    }
    Optional<SecurityIdentity> known = tokens.find(authorization);
    if (known.isPresent()) {
      return Uni.createFrom().item(known.get());
    }
    return oidc.authenticate(context, providers)
        .onItem()
        .ifNotNull()
        .invoke(
            identity -> {
              if (identity.getPrincipal() instanceof JsonWebToken token) {
                tokens.remember(authorization, identity, token.getExpirationTime());
              }
            });
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return oidc.getChallenge(context);
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return oidc.getCredentialTypes();
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return oidc.getCredentialTransport(context);
  }
}
