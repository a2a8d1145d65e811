package dev.tallystick.web;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;

/**
 * The headers of every answer, errors and redirects too: scripts and styles come from here alone,
 * nobody puts a page into a frame, forms lead here or to the log-in, and nothing is kept unless it
 * says so itself.
 */
public final class PageHeaders {
  /** The cookie of the token that forms carry. */
  private static final String CSRF = "csrf-token";

  private static final String KEPT = PageHeaders.class.getName();
  private static final String CACHE_CONTROL = "Cache-Control";
  private static final int FIRST_ERROR = 400;

  private final String policy;

  /**
   * Headers of pages whose readers log in at this realm.
   *
   * @param realm its address, the origin of which forms may lead to
   */
  public PageHeaders(URI realm) {
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

  /** Has the answer to this request carry them; to be called before anything answers. */
  public void addTo(RoutingContext context) {
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
          keep(context);
        });
  }

  /** Says that the page of this request may be kept for a minute. */
  public static void keepForAMinute(RoutingContext context) {
    context.put(KEPT, true);
  }

  private static void keep(RoutingContext context) {
    MultiMap headers = context.response().headers();
    boolean good = context.response().getStatusCode() < FIRST_ERROR;
    if (good && context.get(KEPT) != null) {
      headers.set(CACHE_CONTROL, "public, max-age=60");
      headers.add("Vary", "Cookie, Accept-Language");
    } else if (!good || !headers.contains(CACHE_CONTROL)) {
      headers.set(CACHE_CONTROL, "no-store");
    }
    String kept = headers.get(CACHE_CONTROL);
    if (kept != null && kept.startsWith("public")) {
      // Has no form; and what somebody else may keep carries nobody's token.
      var unusedCookie = context.response().removeCookie(CSRF, false);
    }
  }
}
