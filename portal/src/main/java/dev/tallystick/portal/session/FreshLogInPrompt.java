package dev.tallystick.portal.session;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OidcRedirectFilter;
import io.quarkus.oidc.Redirect;
import jakarta.inject.Singleton;

/** Has the identity provider ask for the password where a log-in of just now is wanted. */
@Singleton
@Unremovable
@Redirect(Redirect.Location.OIDC_AUTHORIZATION)
public final class FreshLogInPrompt implements OidcRedirectFilter {
  @Override
  public void filter(OidcRedirectContext context) {
    if (LogInAgainResource.PATH.equals(context.routingContext().normalizedPath())) {
      context.additionalQueryParams().set("prompt", "login");
    }
  }
}
