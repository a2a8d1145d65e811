package dev.tallystick.portal.frame;

import dev.tallystick.web.PageHeaders;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts {@link PageHeaders} on every answer of the portal, errors and redirects too. */
@Singleton
final class SecurityHeaders {
  /** Before everything that answers. */
  private static final int PRIORITY = 1_000;

  private final PageHeaders headers;

  SecurityHeaders(@ConfigProperty(name = "quarkus.oidc.auth-server-url") URI realm) {
    this.headers = new PageHeaders(realm);
  }

  void register(@Observes Filters filters) {
    filters.register(
        context -> {
          headers.addTo(context);
          context.next();
        },
        PRIORITY);
  }
}
