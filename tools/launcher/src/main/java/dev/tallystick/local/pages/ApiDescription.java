package dev.tallystick.local.pages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service's own description of its API, with where it is reached and where people log in. */
final class ApiDescription {
  private static final Pattern BEGIN = Pattern.compile("\\A\\s*\\{");
  private static final Pattern SCHEME =
      Pattern.compile("(\"securitySchemes\"\\s*:\\s*\\{\\s*\"bearer\"\\s*:\\s*)\\{[^{}]*}");

  private ApiDescription() {}

  /**
   * The description as the page needs it: the same requests, by the way of this server, with a
   * log-in in the place of a token that somebody pastes.
   *
   * @param json what the service says of itself
   * @param token where this server passes on what is asked of the realm's token endpoint
   * @throws IllegalArgumentException if it is no description with tokens
   */
  static String forPage(String json, String service, String realm, String token) {
    Matcher scheme = SCHEME.matcher(json);
    Matcher begin = BEGIN.matcher(json);
    if (!scheme.find() || !begin.find()) {
      throw new IllegalArgumentException("the description of " + service + " asks for no token");
    }
    String logIn =
        """
        {"type":"oauth2","flows":{"authorizationCode":{\
        "authorizationUrl":"%s/protocol/openid-connect/auth","tokenUrl":"%s",\
        "scopes":{"openid":"who you are"}}}}"""
            .formatted(realm, token);
    String described = scheme.replaceFirst("$1" + Matcher.quoteReplacement(logIn));
    return BEGIN
        .matcher(described)
        .replaceFirst(Matcher.quoteReplacement("{\"servers\":[{\"url\":\"/" + service + "\"}],"));
  }
}
