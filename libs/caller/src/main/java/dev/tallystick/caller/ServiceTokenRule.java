package dev.tallystick.caller;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Refuses the token of a service, or of what collects its metrics, that also speaks for a party or
 * a person: such a machine acts as itself.
 */
@Singleton
final class ServiceTokenRule implements SecurityIdentityAugmentor {
  private static final List<String> OTHERS = List.of("party", "staff", "subject", "audit_scope");

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    if ((identity.hasRole("service") || identity.hasRole("scraper"))
        && identity.getPrincipal() instanceof JsonWebToken token
        && OTHERS.stream().anyMatch(token::containsClaim)) {
      return Uni.createFrom()
          .failure(new AuthenticationFailedException("a service token speaks for somebody else"));
    }
    return Uni.createFrom().item(identity);
  }
}
