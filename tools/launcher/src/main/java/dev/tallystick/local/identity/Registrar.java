package dev.tallystick.local.identity;

import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.realm.RealmTemplate;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds identities to the realm of a running suite, and remembers them.
 *
 * @param keycloak Keycloak's address
 * @param vault the address of the data vault, where people are enrolled
 */
public record Registrar(SuiteFolder folder, String keycloak, String vault) {
  /** Keycloak's administrator. */
  public static final String ADMINISTRATOR = "admin";

  /** The name of the administrator's password among the secrets. */
  public static final String ADMINISTRATOR_SECRET = "keycloak/admin";

  private static final String OPERATOR = "operator";
  private static final String VAULT = "data-vault";

  /** Adds somebody who is no data subject. */
  public void add(Identity identity) throws IOException {
    put(identity, "", "");
  }

  /**
   * Enrols a person at the data vault, and adds them with the token that it tells; somebody who is
   * there already gets that token.
   *
   * @return the token
   */
  public String enrol(Identity.Person person, String scheme, String value) throws IOException {
    return enrol(person, List.of(new ProvedIdentifier(scheme, value))).get(0);
  }

  private String operatorToken() throws IOException {
    Identity operator =
        known().all().find(OPERATOR).orElseThrow(() -> new IOException("there is no operator"));
    String endpoint = keycloak + "/realms/tallystick/protocol/openid-connect/token";
    return new Tokens(endpoint, secrets()).of(operator, VAULT);
  }

  /**
   * Enrols a person by several identifiers, which whoever adds the person vouches for. The person
   * logs in by the first, and has proved the others.
   *
   * @return the tokens, in the order of the identifiers
   */
  public List<String> enrol(Identity.Person person, List<ProvedIdentifier> identifiers)
      throws IOException {
    String token = operatorToken();
    List<String> subjects = new ArrayList<>();
    for (ProvedIdentifier identifier : identifiers) {
      subjects.add(new Enrolment(vault).subject(token, identifier.scheme(), identifier.value()));
    }
    put(person, subjects.get(0), String.join(",", subjects.subList(1, subjects.size())));
    return subjects;
  }

  /** The password of a person, or the file with the key of an organisation's client. */
  public String credential(Identity identity) {
    return identity instanceof Identity.Person
        ? secrets().password(identity.name())
        : secrets().clientKey(identity.name()).toString();
  }

  /** The secret of a person's one-time codes, as authenticator apps take it. */
  public String codes(Identity.Person person) {
    return OneTimeCode.forApps(secrets().password(RealmTemplate.CODES + person.name()));
  }

  private void put(Identity identity, String subject, String proved) throws IOException {
    Secrets secrets = secrets();
    RealmSecrets drawn = new RealmSecrets(secrets);
    new KeycloakAdmin(keycloak, ADMINISTRATOR, secrets.password(ADMINISTRATOR_SECRET))
        .put(
            identity,
            name -> {
              if (name.startsWith(RealmTemplate.PROVED)) {
                return proved;
              }
              return name.startsWith(RealmTemplate.SUBJECT) ? subject : drawn.apply(name);
            });
    Optional<Identity> namesake = known().all().find(identity.name());
    if (namesake.isEmpty()) {
      known().add(identity);
    }
  }

  private KnownIdentities known() {
    return new KnownIdentities(folder);
  }

  private Secrets secrets() {
    return Secrets.in(folder.secrets());
  }
}
