package dev.tallystick.local.realm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The realm as a file that Keycloak imports at its first start.
 *
 * <p>What a token may claim about its owner stands in user attributes, which the user profile lets
 * only an administrator write. A service's own account has none of them.
 */
public final class RealmTemplate {
  /** The confidential client through which people get tokens on the command line. */
  public static final String COMMAND_LINE_CLIENT = "demo-cli";

  /** What the name of a person's subject token begins with, before the person's name. */
  public static final String SUBJECT = "subject/";

  private final Identities identities;
  private final UnaryOperator<String> secrets;

  /**
   * A realm of these identities.
   *
   * @param secrets answers the secret of a client or the password of a person, by name; for {@code
   *     subject/NAME} the subject token of that person
   */
  public RealmTemplate(Identities identities, UnaryOperator<String> secrets) {
    this.identities = identities;
    this.secrets = secrets;
  }

  /** The realm with all secrets: a text to be kept as secret as they are. */
  public String json() {
    List<String> clients = new ArrayList<>();
    List<String> users = new ArrayList<>();
    collect(clients, users);
    return Template.resource("realm.json")
        .fill(
            Map.of(
                "clients", String.join(",\n    ", clients),
                "users", String.join(",\n    ", users),
                "demo-cli-secret", RealmJson.quote(secrets.apply(COMMAND_LINE_CLIENT)),
                "user-profile", RealmJson.quote(Template.resource("user-profile.json").text())));
  }

  private void collect(List<String> clients, List<String> users) {
    for (Identity identity : identities.all()) {
      identity
          .<Optional<String>>match(
              service -> Optional.of(client(service.name(), service.calls())),
              organisation -> Optional.of(client(organisation.name(), Identities.AUDIENCES)),
              person -> Optional.empty())
          .ifPresent(clients::add);
      users.add(
          identity.match(
              service -> account(service, Map.of()),
              organisation -> account(organisation, Map.of("party", organisation.name())),
              this::person));
    }
  }

  /** These identities alone, for an import into a realm that exists (Keycloak's partial import). */
  public String partialJson() {
    List<String> clients = new ArrayList<>();
    List<String> users = new ArrayList<>();
    collect(clients, users);
    return "{\"ifResourceExists\": \"OVERWRITE\", \"clients\": ["
        + String.join(", ", clients)
        + "], \"users\": ["
        + String.join(", ", users)
        + "]}";
  }

  private String client(String name, List<String> calls) {
    List<String> scopes = new ArrayList<>(List.of("basic", "profile", "identity"));
    calls.forEach(called -> scopes.add("call-" + called));
    return Template.resource("realm-client.json")
        .fill(
            Map.of(
                "id", RealmJson.quote(name),
                "secret", RealmJson.quote(secrets.apply(name)),
                "scopes", RealmJson.array(scopes)))
        .strip();
  }

  private static String account(Identity client, Map<String, String> attributes) {
    return Template.resource("realm-account.json")
        .fill(
            Map.of(
                "username", RealmJson.quote("service-account-" + client.name()),
                "client", RealmJson.quote(client.name()),
                "role", RealmJson.quote(client.role()),
                "attributes", attributes(attributes)))
        .strip();
  }

  private String person(Identity.Person person) {
    Map<String, String> attributes = new LinkedHashMap<>();
    if (person.isSubject()) {
      attributes.put("subject", secrets.apply(SUBJECT + person.name()));
    }
    put(attributes, "party", person.party());
    put(attributes, "staff", person.staff());
    put(attributes, "audit_scope", person.auditScope());
    return Template.resource("realm-person.json")
        .fill(
            Map.of(
                "username", RealmJson.quote(person.name()),
                "given-name", RealmJson.quote(person.givenName()),
                "family-name", RealmJson.quote(person.familyName()),
                "email", RealmJson.quote(person.name() + "@people.example"),
                "password", RealmJson.quote(secrets.apply(person.name())),
                "role", RealmJson.quote(person.role()),
                "attributes", attributes(attributes)))
        .strip();
  }

  private static void put(Map<String, String> attributes, String name, Optional<String> value) {
    value.ifPresent(present -> attributes.put(name, present));
  }

  private static String attributes(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(
            entry ->
                RealmJson.quote(entry.getKey()) + ": " + RealmJson.array(List.of(entry.getValue())))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
