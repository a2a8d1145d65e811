package dev.tallystick.caller.token;

import io.quarkus.oidc.TenantResolver;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the OIDC tenant by the scheme of the {@code Authorization} header: bound tokens go to the
 * tenant {@code dpop}, the others to the default one. Both are of the same realm.
 */
@ApplicationScoped
class SchemeTenants implements TenantResolver {
  private static final String SCHEME = "DPoP ";

  @Override
  @SuppressWarnings("NullAway") // null stands for the default tenant.
  public @Nullable String resolve(RoutingContext context) {
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    return authorization != null && isDpop(authorization) ? "dpop" : null;
  }

  static boolean isDpop(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }
}
