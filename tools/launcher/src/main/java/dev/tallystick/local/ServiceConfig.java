package dev.tallystick.local;

import dev.tallystick.local.mailbox.LocalMailbox;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.Login;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a service is told at its start; each gets the addresses of those that it calls, no others.
 */
record ServiceConfig(Suite suite, SuiteFolder folder, Secrets secrets) {
  private static final List<String> WITH_APPROVALS = List.of("consent", "vault");

  /** What the step that migrates is told besides: a login that the service itself never gets. */
  static Map<String, String> ofMigration(Login login, String owner) {
    return Map.of(
        "quarkus.flyway.username", login.role(),
        "quarkus.flyway.password", login.password(),
        "quarkus.flyway.init-sql", "set role " + owner);
  }

  /** What the portal is told: who logs people in, how cookies are sealed, whom it asks. */
  Map<String, String> ofPortal() {
    Addresses addresses = suite.addresses();
    Suite.Service portal = Suite.portal();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("quarkus.http.host", Addresses.HOST);
    values.put("quarkus.http.port", Integer.toString(suite.ports().service(portal.usualPort())));
    values.put("quarkus.oidc.auth-server-url", addresses.realm());
    values.put(
        "quarkus.oidc.token-state-manager.encryption-secret", secrets.machine("portal-session"));
    values.put("quarkus.oidc.authentication.state-secret", secrets.machine("portal-state"));
    forPeople(values);
    addresses(portal, values);
    return values;
  }

  private static void forPeople(Map<String, String> values) {
    // Whoever reads these logs is a person.
    values.put("quarkus.log.console.json.enabled", "false");
    values.put("quarkus.log.category.\"io.smallrye.health\".level", "ERROR");
  }

  private void addresses(Suite.Service service, Map<String, String> values) {
    for (String called : service.calls()) {
      Suite.Service target = Suite.find(called).orElseThrow();
      values.put("tallystick." + called + ".url", suite.addresses().service(target));
    }
  }

  /** Persons are told by mail to the suite's own mailbox, and by webhooks on this machine. */
  private Map<String, String> alerts() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("tallystick.alerts.portal-url", suite.addresses().portal());
    values.put("tallystick.alerts.mail-from", "alerts@tallystick.example");
    values.put("tallystick.alerts.webhooks-on-loopback", "true");
    values.put("quarkus.mailer.host", Addresses.HOST);
    values.put(
        "quarkus.mailer.port",
        Integer.toString(suite.ports().service(LocalMailbox.USUAL_SMTP_PORT)));
    return values;
  }

  Map<String, String> of(Suite.Service service, Database database) throws IOException {
    Addresses addresses = suite.addresses();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("quarkus.http.host", Addresses.HOST);
    values.put("quarkus.http.port", Integer.toString(suite.ports().service(service.usualPort())));
    values.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    values.put("quarkus.datasource.username", database.app().role());
    values.put("quarkus.datasource.password", database.app().password());
    values.put("quarkus.flyway.placeholders.app-role", database.app().role());
    values.put("quarkus.oidc.auth-server-url", addresses.realm());
    values.put("quarkus.oidc.client-id", service.name());
    values.put("tallystick.kms.dir", folder.kms(service.name()).toString());
    if (service.shortName().equals("vault")) {
      values.put(
          "tallystick.keystore.backup-dir", folder.keystoreBackup(service.name()).toString());
      values.putAll(alerts());
    }
    if (service.shortName().equals("consent")) {
      values.put("tallystick.snapshot.dir", folder.snapshots(service.name()).toString());
      // Nobody who tries the suite out waits a day.
      values.put("tallystick.keys.notice", "PT2S");
      values.put("tallystick.keycloak.url", addresses.realmAdministration());
    }
    if (WITH_APPROVALS.contains(service.shortName())) {
      // Nobody trying the suite out waits for three days.
      values.put("tallystick.approvals.notice", "2S");
      values.put("tallystick.approvals.acts-per-minute", "60");
    }
    // Whoever tries the suite out may read what its APIs are; elsewhere that takes a role.
    values.put("tallystick.openapi.policy", "permit");
    forPeople(values);
    addresses(service, values);
    if (service.shortName().equals("audit")) {
      Path witnesses = LocalWitnesses.writeFile(folder, suite.ports());
      values.put("tallystick.audit.witness-file", witnesses.toString());
    }
    if (!service.calls().isEmpty()) {
      values.put("tallystick.client.key-file", secrets.clientKey(service.name()).toString());
    }
    return values;
  }
}
