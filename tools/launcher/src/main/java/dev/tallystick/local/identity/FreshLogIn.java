package dev.tallystick.local.identity;

import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.Secrets;
import java.io.IOException;

/**
 * Logs a person in at the page that the portal uses, as a browser does. Such a token says when the
 * person has logged in, which one for a password alone does not. For people without a second
 * factor.
 *
 * @param realm the realm's address
 */
public record FreshLogIn(String realm, Secrets secrets) {
  private static final String CLIENT = "portal-login";

  /** Nobody answers there: the code stands in the address that the page leads to. */
  private static final String REDIRECT = "http://127.0.0.1/";

  /** A token of somebody who has logged in just now. */
  public String token(Identity.Person person) throws IOException, InterruptedException {
    return new BrowserLogIn(realm, CLIENT, REDIRECT)
        .token(
            person.name(),
            secrets.password(person.name()),
            () -> {
              throw new IllegalStateException("the log-in page asks for a one-time code");
            });
  }
}
