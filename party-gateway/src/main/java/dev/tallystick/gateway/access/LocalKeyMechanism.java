package dev.tallystick.gateway.access;

import dev.tallystick.caller.token.TokenMechanism;
import dev.tallystick.gateway.setting.GatewaySettings;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/**
 * Lets in whoever has the {@linkplain LocalKey local key}, as the party itself; every other
 * credential is left to libs/caller.
 */
@Alternative
@Priority(2)
@ApplicationScoped
final class LocalKeyMechanism implements HttpAuthenticationMechanism {
  private static final String BEARER = "Bearer ";
  private static final int UNAUTHORIZED = 401;
  private static final String ACCOUNT = "local-key";

  private final TokenMechanism tokens;
  private final LocalKey key;
  private final GatewaySettings settings;

  LocalKeyMechanism(TokenMechanism tokens, LocalKey key, GatewaySettings settings) {
    this.tokens = tokens;
    this.key = key;
    this.settings = settings;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    if (isWithoutCredential(context)) {
      return Uni.createFrom().nullItem();
    }
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null || !authorization.startsWith(BEARER + LocalKey.PREFIX)) {
      return tokens.authenticate(context, providers);
    }
    return key.matches(authorization.substring(BEARER.length()))
        ? Uni.createFrom().item(party())
        : Uni.createFrom().failure(new AuthenticationFailedException("not the local key"));
  }

  /**
   * The API takes tokens alone: a session of the pages, which a browser sends by itself, is none.
   */
  private static boolean isWithoutCredential(RoutingContext context) {
    return context.request().getHeader(HttpHeaders.AUTHORIZATION) == null
        && !PagePaths.contains(context.normalizedPath());
  }

  private SecurityIdentity party() {
    AccessTokenCredential credential = new AccessTokenCredential(ACCOUNT);
    JwtClaims claims = new JwtClaims();
    claims.setSubject(ACCOUNT);
    claims.setStringClaim("azp", ACCOUNT);
    claims.setStringClaim("party", settings.party());
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new OidcJwtCallerPrincipal(claims, credential))
        .addCredential(credential)
        .addRole(settings.role().role())
        .addRole("scraper")
        .build();
  }

  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 1;
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return isWithoutCredential(context)
        ? Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", "Bearer"))
        : tokens.getChallenge(context);
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return tokens.getCredentialTypes();
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return tokens.getCredentialTransport(context);
  }
}
