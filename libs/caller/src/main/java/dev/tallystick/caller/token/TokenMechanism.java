package dev.tallystick.caller.token;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
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
 * Quarkus' OIDC check, and what it leaves open: {@link DpopProof} and {@link ProofStore} see to it
 * that a proof is well-formed, fresh and used once, {@link TokenRules} that a token comes in the
 * way that its bearer must send it. {@link VerifiedTokens} stands in front for bearer tokens.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public final class TokenMechanism implements HttpAuthenticationMechanism {
  private final OidcAuthenticationMechanism oidc;
  private final TokenRules rules;
  private final ProofStore proofs;
  private final BlockingSecurityExecutor blocking;
  private final Clock clock;
  private final VerifiedTokens tokens;

  TokenMechanism(
      OidcAuthenticationMechanism oidc,
      TokenRules rules,
      ProofStore proofs,
      BlockingSecurityExecutor blocking,
      Clock clock) {
    this.oidc = oidc;
    this.rules = rules;
    this.proofs = proofs;
    this.blocking = blocking;
    this.clock = clock;
    this.tokens = new VerifiedTokens(clock);
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      return oidc.authenticate(context, providers);
    }
    return SchemeTenants.isDpop(authorization)
        ? authenticateBound(context, providers)
        : authenticateBearer(authorization, context, providers);
  }

  private Uni<SecurityIdentity> authenticateBearer(
      String authorization, RoutingContext context, IdentityProviderManager providers) {
    Optional<SecurityIdentity> known = tokens.find(authorization);
    if (known.isPresent()) {
      return Uni.createFrom().item(known.get());
    }
    return oidc.authenticate(context, providers)
        .onItem()
        .ifNotNull()
        .invoke(
            identity -> {
              JsonWebToken token = rules.checkBearer(identity);
              tokens.remember(authorization, identity, token.getExpirationTime());
            });
  }

  private Uni<SecurityIdentity> authenticateBound(
      RoutingContext context, IdentityProviderManager providers) {
    DpopProof proof;
    try {
      // Before Quarkus, which takes a text that is no JWT for a fault of its own.
      proof = DpopProof.read(context.request().headers().getAll("DPoP"), clock.instant());
    } catch (InvalidProofException e) {
      return Uni.createFrom().failure(new AuthenticationFailedException(e.getMessage()));
    }
    Context caller = Vertx.currentContext();
    Uni<SecurityIdentity> verified =
        oidc.authenticate(context, providers)
            .onItem()
            .ifNotNull()
            .transformToUni(identity -> spend(proof, identity));
    return caller == null
        ? verified
        : verified.emitOn(work -> caller.runOnContext(unused -> work.run()));
  }

  /** Last of all: a proof that was refused for another reason may still be somebody's own. */
  private Uni<SecurityIdentity> spend(DpopProof proof, SecurityIdentity identity) {
    String key = rules.checkBound(identity);
    return blocking.executeBlocking(
        () -> {
          if (!proofs.isFirstUse(proof.id(key), proof.until(), clock.instant())) {
            throw new AuthenticationFailedException("a proof was sent before");
          }
          return identity;
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
