package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.access.PagePaths;
import dev.tallystick.gateway.setting.DeskSettings;
import dev.tallystick.problem.FrameworkProblem;
import dev.tallystick.problem.ProblemRoutes;
import dev.tallystick.web.PageHeaders;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts the headers of pages on the answers under the pages' paths, and none of their cookies on
 * those of the API. Where pages are off, there is nothing at their paths.
 */
@Singleton
final class DeskHeaders {
  /** Before everything that answers. */
  private static final int PRIORITY = 1_000;

  /** The cookie of the token that forms carry. */
  private static final String CSRF = "csrf-token";

  private final PageHeaders headers;
  private final DeskSettings settings;

  DeskHeaders(
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") URI realm, DeskSettings settings) {
    this.headers = new PageHeaders(realm);
    this.settings = settings;
  }

  void register(@Observes Filters filters) {
    filters.register(this::add, PRIORITY);
  }

  private void add(RoutingContext context) {
    if (!PagePaths.contains(context.normalizedPath())) {
      context.addHeadersEndHandler(
          nothing -> {
            var unusedCookie = context.response().removeCookie(CSRF, false);
          });
      context.next();
    } else if (settings.enabled()) {
      headers.addTo(context);
      context.next();
    } else {
      ProblemRoutes.refuse(context, FrameworkProblem.NOT_FOUND.document());
    }
  }
}
