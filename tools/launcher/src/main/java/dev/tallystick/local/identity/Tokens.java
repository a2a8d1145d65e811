package dev.tallystick.local.identity;

import dev.tallystick.local.process.Http;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.realm.RealmTemplate;
import dev.tallystick.local.state.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gets access tokens in the name of the local realm's identities.
 *
 * @param endpoint the realm's token endpoint
 */
public record Tokens(String endpoint, Secrets secrets) {
  private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** A new token of this identity. */
  public String of(Identity identity) throws IOException {
    return grant(endpoint, grant(identity, secrets), identity.name());
  }

  /** What the token endpoint of this identity asks for. */
  public static Map<String, String> grant(Identity identity, Secrets secrets) {
    if (identity instanceof Identity.Person person) {
      String client = RealmTemplate.COMMAND_LINE_CLIENT;
      return Map.of(
          "grant_type", "password",
          "client_id", client,
          "client_secret", secrets.machine(client),
          "username", person.name(),
          "password", secrets.password(person.name()));
    }
    return Map.of(
        "grant_type", "client_credentials",
        "client_id", identity.name(),
        "client_secret", secrets.machine(identity.name()));
  }

  static String grant(String endpoint, Map<String, String> form, String name) throws IOException {
    Http.Answer answer = Http.post(endpoint, form, LIMIT);
    Matcher matcher = TOKEN.matcher(answer.body());
    if (!answer.isOk() || !matcher.find()) {
      throw new IOException(
          "Keycloak refuses " + name + " (" + answer.status() + "): " + answer.body());
    }
    return matcher.group(1);
  }
}
