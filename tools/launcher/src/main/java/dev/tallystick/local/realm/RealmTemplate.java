package dev.tallystick.local.realm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The realm as a file that Keycloak imports at its first start: that of the local suite, and the
 * one of an installation, which has nobody in it and no way around a second factor.
 *
 * <p>What a token may claim about its owner stands in user attributes, which the user profile lets
 * only an administrator write. A service's own account has none of them.
 */
public final class RealmTemplate {
  /** The confidential client through which people get tokens on the command line. */
  public static final String COMMAND_LINE_CLIENT = "demo-cli";

  /** What the name of a person's subject token begins with, before the person's name. */
  public static final String SUBJECT = "subject/";

  /** The same of the tokens that the person has proved besides, with commas; empty if none. */
  public static final String PROVED = "proved/";

  /** What the name of a client's public key begins with, before the client's name. */
  public static final String KEY = "key/";

  /** What the name of a client's secret begins with, before the client's name. */
  public static final String SECRET = "secret/";

  /** What the name of the secret of a person's one-time codes begins with. */
  public static final String CODES = "codes/";

  private static final String NAME = "username";

  /** The service that tells the log what administrators do in Keycloak's console. */
  private static final String FOLLOWS_CONSOLE = "consent-service";

  private static final String SEES_EVENTS = "{\"realm-management\": [\"view-events\"]}";

  private final Identities identities;
  private final UnaryOperator<String> secrets;

  /**
   * A realm of these identities.
   *
   * @param secrets answers the password of a person by name, the secret of {@link
   *     #COMMAND_LINE_CLIENT}, and what has a name that begins with {@link #SUBJECT}, {@link #KEY},
   *     {@link #SECRET} or {@link #CODES}
   */
  public RealmTemplate(Identities identities, UnaryOperator<String> secrets) {
    this.identities = identities;
    this.secrets = secrets;
  }

  /** The local suite's realm with all secrets: a text to be kept as secret as they are. */
  public String json() {
    List<String> clients = new ArrayList<>();
    List<String> users = new ArrayList<>();
    collect(clients, users);
    clients.add(fill("realm-command-line.json", Map.of("secret", secret(COMMAND_LINE_CLIENT))));
    return realm(
        clients,
        users,
        Map.of(
            "ssl-required",
            RealmJson.quote("external"),
            // Whoever tries the suite out does not wait for the next code.
            "codes-reusable",
            "true",
            "policies",
            "",
            "portal-addresses",
            RealmJson.array(List.of("http://127.0.0.1/*", "http://localhost/*")),
            "gateway-addresses",
            RealmJson.array(List.of("http://127.0.0.1/*", "http://localhost/*"))));
  }

  /**
   * The realm of an installation: the four services as clients whose keys are registered later, a
   * client for metrics that is switched off, no people, no organisations, no secrets.
   */
  public static String productionJson() {
    List<String> clients = new ArrayList<>();
    List<String> users = new ArrayList<>();
    for (Identity identity : Identities.local().all()) {
      if (identity instanceof Identity.Service service
          && Identities.AUDIENCES.contains(service.name())) {
        clients.add(client(service.name(), service.calls(), false, Optional.empty()));
        users.add(account(service, Map.of()));
      } else if (identity instanceof Identity.Service service && service.isScraper()) {
        clients.add(scraper(service, Optional.empty()));
        users.add(account(service, Map.of()));
      }
    }
    return realm(
        clients,
        users,
        Map.of(
            "ssl-required", RealmJson.quote("all"),
            "codes-reusable", "false",
            "policies", Template.resource("realm-policies.json").text(),
            "portal-addresses", RealmJson.array(List.of("https://portal.example.org/*")),
            "gateway-addresses", RealmJson.array(List.of("https://gateway.bank.example.org/*"))));
  }

  private static String realm(
      List<String> clients, List<String> users, Map<String, String> places) {
    Map<String, String> all = new LinkedHashMap<>(places);
    all.put("clients", String.join(",\n    ", clients));
    all.put("users", String.join(",\n    ", users));
    all.put("user-profile", RealmJson.quote(Template.resource("user-profile.json").text()));
    return Template.resource("realm.json").fill(all);
  }

  private void collect(List<String> clients, List<String> users) {
    for (Identity identity : identities.all()) {
      identity
          .<Optional<String>>match(
              service -> Optional.of(machine(service)),
              organisation -> Optional.of(keyed(organisation.name(), Identities.AUDIENCES, true)),
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

  private String machine(Identity.Service service) {
    return service.isScraper()
        ? scraper(service, Optional.of(secrets.apply(SECRET + service.name())))
        : keyed(service.name(), service.calls(), false);
  }

  /** Without a secret it is switched off. */
  private static String scraper(Identity.Service service, Optional<String> secret) {
    return fill(
        "realm-scraper.json",
        Map.of(
            "id", RealmJson.quote(service.name()),
            "enabled", Boolean.toString(secret.isPresent()),
            "secret", secret.map(one -> ", \"secret\": " + RealmJson.quote(one)).orElse(""),
            "scopes",
                RealmJson.array(service.calls().stream().map(each -> "call-" + each).toList())));
  }

  private String keyed(String name, List<String> calls, boolean bound) {
    return client(name, calls, bound, Optional.of(secrets.apply(KEY + name)));
  }

  /** A client names the one service that a token is for when it asks for the token. */
  private static String client(
      String name, Collection<String> calls, boolean bound, Optional<String> jwks) {
    Stream<String> called =
        Stream.concat(
            calls.stream(), Stream.of("keycloak").filter(any -> name.equals(FOLLOWS_CONSOLE)));
    return fill(
        "realm-client.json",
        Map.of(
            "id", RealmJson.quote(name),
            "bound", RealmJson.quote(Boolean.toString(bound)),
            "jwks", jwks.map(set -> ", \"jwks.string\": " + RealmJson.quote(set)).orElse(""),
            "scopes", RealmJson.array(called.map(each -> "call-" + each).toList())));
  }

  private static String account(Identity client, Map<String, String> attributes) {
    return fill(
        "realm-account.json",
        Map.of(
            NAME,
            RealmJson.quote("service-account-" + client.name()),
            "client",
            RealmJson.quote(client.name()),
            "role",
            RealmJson.quote(client.role()),
            "client-roles",
            client.name().equals(FOLLOWS_CONSOLE) ? SEES_EVENTS : "{}",
            "attributes",
            attributes(attributes)));
  }

  private String person(Identity.Person person) {
    Map<String, String> attributes = new LinkedHashMap<>();
    if (person.isSubject()) {
      attributes.put("subject", secrets.apply(SUBJECT + person.name()));
      String proved = secrets.apply(PROVED + person.name());
      put(attributes, "proved", Optional.of(proved).filter(tokens -> !tokens.isEmpty()));
    }
    put(attributes, "party", person.party());
    put(attributes, "staff", person.staff());
    put(attributes, "audit_scope", person.auditScope());
    List<String> roles = new ArrayList<>(List.of("default-roles-tallystick", person.role()));
    if (person.isStaff()) {
      roles.add("second-factor");
    }
    Map<String, String> places = new LinkedHashMap<>();
    places.put(NAME, RealmJson.quote(person.name()));
    places.put("given-name", RealmJson.quote(person.givenName()));
    places.put("family-name", RealmJson.quote(person.familyName()));
    places.put("email", RealmJson.quote(person.name() + "@people.example"));
    places.put("password", secret(person.name()));
    places.put("one-time-codes", person.isStaff() ? codes(person) : "");
    places.put("roles", RealmJson.array(roles));
    places.put("attributes", attributes(attributes));
    return fill("realm-person.json", places);
  }

  /** Keycloak takes the text's own bytes for the key of the codes. */
  private String codes(Identity.Person person) {
    String data = "{\"value\":" + secret(CODES + person.name()) + "}";
    return ", {\"type\": \"otp\", \"secretData\": "
        + RealmJson.quote(data)
        + ", \"credentialData\": "
        + RealmJson.quote(
            "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}")
        + "}";
  }

  private String secret(String name) {
    return RealmJson.quote(secrets.apply(name));
  }

  private static String fill(String template, Map<String, String> places) {
    return Template.resource(template).fill(places).strip();
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
