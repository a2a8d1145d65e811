package dev.tallystick.portal.frame;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The headers of every answer, errors and redirects too: scripts and styles come from here alone,
 * nobody puts a page into a frame, forms lead here or to the log-in, and nothing is kept unless it
 * says so itself.
 */
@Singleton
final class SecurityHeaders {
  /** Before everything that answers. */
  private static final int PRIORITY = 1_000;

  private final String policy;

  SecurityHeaders(@ConfigProperty(name = "quarkus.oidc.auth-server-url") URI realm) {
    // A form whose session has ended is sent on to the log-in, which counts as where the form
    // leads.
    this.policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
            + " manifest-src 'self'; form-action 'self' "
            + realm.getScheme()
            + "://"
            + realm.getRawAuthority()
            + "; frame-ancestors 'none'; base-uri 'none'";
  }

  void register(@Observes Filters filters) {
    filters.register(this::add, PRIORITY);
  }

  private void add(RoutingContext context) {
    context.addHeadersEndHandler(
        nothing -> {
          MultiMap headers = context.response().headers();
          headers.set("Content-Security-Policy", policy);
          headers.set("X-Content-Type-Options", "nosniff");
          headers.set("X-Frame-Options", "DENY");
          // With "no-referrer" browsers would not say where a form of ours comes from.
          headers.set("Referrer-Policy", "same-origin");
          headers.set("Cross-Origin-Opener-Policy", "same-origin");
          headers.set("Cross-Origin-Resource-Policy", "same-origin");
          headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
          if (context.request().isSSL()) {
            headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
          }
          if (!headers.contains("Cache-Control") || context.response().getStatusCode() >= 400) {
            headers.set("Cache-Control", "no-store");
          }
        });
    context.next();
  }
}
