package dev.tallystick.local;

import dev.tallystick.local.identity.KnownIdentities;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.GatewayFolder;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the running suite answers and who can log in, for the one who started it. */
record Summary(Suite suite, SuiteFolder folder) {
  String text() {
    Secrets secrets = Secrets.in(folder.secrets());
    Addresses addresses = suite.addresses();
    StringBuilder out = new StringBuilder("\n");
    for (Suite.Service service : Suite.services()) {
      row(out, service.name(), addresses.service(service), "");
    }
    for (LocalWitnesses.Witness witness : LocalWitnesses.all()) {
      int port = suite.ports().service(witness.usualPort());
      row(out, witness.part(), "http://" + Addresses.HOST + ":" + port, "cosigns the log");
    }
    row(
        out,
        "policy of the log",
        PublishedPolicyFile.path(folder).toString(),
        "for tally --policy");
    row(out, "APIs in a browser", addresses.apiPages(), "Swagger UI, with a log-in");
    row(out, "mailbox", addresses.mailbox(), "what people are told by mail");
    gateway(out);
    row(out, "Keycloak", addresses.keycloak(), adminLogin(secrets));
    row(out, "PostgreSQL", Addresses.HOST + ":" + suite.ports().postgres(), postgresLogins());
    row(out, "portal", addresses.service(Suite.portal()), "pages, for people with a log-in below");
    out.append("\nPeople of the demonstration, made for this folder only:\n\n");
    row(out, "log in as", "password", "role");
    for (Identity identity : known()) {
      if (identity instanceof Identity.Person person) {
        row(out, person.name(), secrets.password(person.name()), role(person));
      }
    }
    out.append("\nSystems of organisations: ").append(organisations());
    out.append("\nOne-time codes of staff: tallystick login NAME\n");
    out.append("A request in the name of any of them: tallystick call NAME METHOD URL [FILE]\n");
    out.append("\nOpen the portal: ").append(addresses.service(Suite.portal())).append("/\n");
    return out.toString();
  }

  private void gateway(StringBuilder out) {
    try {
      GatewayFolder.find(folder, GatewayFolder.DEMO_BANK)
          .ifPresent(
              gateway ->
                  row(
                      out,
                      "party-gateway",
                      suite.addresses().gateway(gateway),
                      "of " + gateway.party() + "; key in " + gateway.localKey()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String adminLogin(Secrets secrets) {
    return KeycloakStep.ADMIN + " / " + secrets.password(KeycloakStep.ADMIN_SECRET);
  }

  private String postgresLogins() {
    return "passwords in " + folder.postgres().resolve("secrets");
  }

  private static String role(Identity.Person person) {
    String party = person.party().map(name -> " of " + name).orElse("");
    String scope = person.auditScope().map(name -> ", scope " + name).orElse("");
    return person.role() + party + scope;
  }

  private List<Identity> known() {
    return new KnownIdentities(folder).all().all();
  }

  private String organisations() {
    return known().stream()
        .filter(Identity.Organisation.class::isInstance)
        .map(Identity::name)
        .collect(Collectors.joining(", "));
  }

  private static void row(StringBuilder out, String first, String second, String third) {
    String line = String.format(Locale.ROOT, "  %-17s  %-24s %s", first, second, third);
    out.append(line.stripTrailing()).append('\n');
  }
}
