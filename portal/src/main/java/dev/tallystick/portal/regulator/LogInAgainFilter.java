package dev.tallystick.portal.regulator;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OidcRedirectFilter;
import io.quarkus.oidc.Redirect;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Has the identity provider ask for the log-in again, though it knows the person, where an act
 * takes a fresh one.
 */
@ApplicationScoped
@Unremovable // the extension asks for it by its type alone
@Redirect(Redirect.Location.OIDC_AUTHORIZATION)
public class LogInAgainFilter implements OidcRedirectFilter {
  /** Says that this browser is on its way to an act that takes a fresh log-in. */
  static final String COOKIE = "log-in-again";

  @Override
  public void filter(OidcRedirectContext redirect) {
    RoutingContext exchange = redirect.routingContext();
    Cookie asked = exchange.request().getCookie(COOKIE);
    if (asked != null) {
      redirect.additionalQueryParams().add("prompt", "login");
      exchange.response().addCookie(Cookie.cookie(COOKIE, "").setPath("/").setMaxAge(0));
    }
  }
}
