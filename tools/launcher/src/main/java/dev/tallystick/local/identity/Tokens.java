package dev.tallystick.local.identity;

import dev.tallystick.dpop.ClientProofs;
import dev.tallystick.local.process.Http;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.realm.RealmTemplate;
import dev.tallystick.local.state.Secrets;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
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

  /** A new token of this person, for all services. */
  public String of(Identity.Person person) throws IOException {
    return grant(endpoint, form(person), Map.of(), person.name());
  }

  /**
   * A new token of this identity.
   *
   * @param service the service that a machine's token is meant for; a person's is for all
   */
  public String of(Identity identity, String service) throws IOException {
    if (identity instanceof Identity.Person person) {
      return of(person);
    }
    if (identity instanceof Identity.Service machine && machine.isScraper()) {
      return grant(endpoint, form(machine, service), Map.of(), machine.name());
    }
    URI address = URI.create(endpoint);
    ClientProofs proofs = proofs(identity.name());
    return grant(
        endpoint,
        proofs.form(identity.name(), address, service),
        isBound(identity) ? Map.of("DPoP", proofs.proof("POST", address)) : Map.of(),
        identity.name());
  }

  /** The headers of one request in the name of this identity: a new token, and a proof with it. */
  public Map<String, String> headers(Identity identity, String service, String method, URI uri)
      throws IOException {
    String token = of(identity, service);
    return isBound(identity)
        ? proofs(identity.name()).headers(method, uri, token)
        : Map.of("Authorization", "Bearer " + token);
  }

  private ClientProofs proofs(String client) {
    return new ClientProofs(
        RealmSecrets.key(secrets, client), InstantSource.system(), new SecureRandom());
  }

  private static boolean isBound(Identity identity) {
    return identity instanceof Identity.Organisation;
  }

  private Map<String, String> form(Identity.Person person) {
    String client = RealmTemplate.COMMAND_LINE_CLIENT;
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", "password");
    form.put("client_id", client);
    form.put("client_secret", secrets.machine(client));
    form.put("username", person.name());
    form.put("password", secrets.password(person.name()));
    if (person.isStaff()) {
      form.put("totp", code(person));
    }
    return form;
  }

  /** As programs that collect metrics ask for a token. */
  private Map<String, String> form(Identity.Service scraper, String service) {
    return Map.of(
        "grant_type",
        "client_credentials",
        "client_id",
        scraper.name(),
        "client_secret",
        secrets.machine(RealmTemplate.SECRET + scraper.name()),
        "scope",
        "call-" + service);
  }

  /** The one-time code of one of the staff, now. */
  public String code(Identity.Person person) {
    String secret = secrets.password(RealmTemplate.CODES + person.name());
    return OneTimeCode.at(secret, InstantSource.system().instant());
  }

  static String grant(
      String endpoint, Map<String, String> form, Map<String, String> headers, String name)
      throws IOException {
    Http.Answer answer = Http.post(endpoint, form, headers, LIMIT);
    Matcher matcher = TOKEN.matcher(answer.body());
    if (!answer.isOk() || !matcher.find()) {
      throw new IOException(
          "Keycloak refuses " + name + " (" + answer.status() + "): " + answer.body());
    }
    return matcher.group(1);
  }
}
