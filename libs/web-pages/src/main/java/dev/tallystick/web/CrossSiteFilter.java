package dev.tallystick.web;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what another site's page has a browser send here, before anything looks at it. It needs
 * no token: browsers say where a request comes from, and pages cannot change that.
 */
public final class CrossSiteFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN = Set.of("same-origin", "none");

  /** Lets reading through, and what comes from a page of this service. */
  @ServerRequestFilter(preMatching = true)
  public @Nullable Response filter(HttpServerRequest request) {
    return READING.contains(request.method().name()) || isOwn(request)
        ? null
        : Response.status(Response.Status.FORBIDDEN).build();
  }

  /**
   * Whether a page is opened from a page of this service, or by somebody's own hand. A program that
   * is no browser says nothing, and does what its owner wants.
   *
   * @param site the header {@code Sec-Fetch-Site}
   */
  public static boolean isOpenedFromHere(@Nullable String site) {
    return site == null || OWN.contains(site);
  }

  /** Old browsers say only the origin, and programs that are none say nothing. */
  private static boolean isOwn(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return OWN.contains(site);
    }
    String origin = request.getHeader("Origin");
    return origin == null || origin.equals(request.scheme() + "://" + request.authority());
  }
}
