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
 * @param redirect where the page leads to; the code stands in that address
 * @param tokens where the code is changed for a token
 */
public record FreshLogIn(String realm, Secrets secrets, String redirect, String tokens) {
  private static final String CLIENT = "portal-login";

  /** A log-in that leads nowhere: nobody answers there. */
  public FreshLogIn(String realm, Secrets secrets) {
    this(realm, secrets, "http://127.0.0.1/", BrowserLogIn.tokensOf(realm));
  }

  /** A token of somebody who has logged in just now. */
  public String token(Identity.Person person) throws IOException, InterruptedException {
    return new BrowserLogIn(realm, CLIENT, redirect, tokens)
        .token(
            person.name(),
            secrets.password(person.name()),
            () -> {
              throw new IllegalStateException("the log-in page asks for a one-time code");
            });
  }
}
