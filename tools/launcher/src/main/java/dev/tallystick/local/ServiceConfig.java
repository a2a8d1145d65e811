package dev.tallystick.local;

import dev.tallystick.local.mailbox.LocalMailbox;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.Login;
import java.io.IOException;
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
    Suite.Service portal = Suite.portal();
    return new ProgramSettings()
        .listens(suite.ports().service(portal.usualPort()))
        .trusts(suite.addresses())
        .set(
            "quarkus.oidc.token-state-manager.encryption-secret", secrets.machine("portal-session"))
        .set("quarkus.oidc.authentication.state-secret", secrets.machine("portal-state"))
        .forPeople()
        .calls(suite, portal)
        .values();
  }

  /** Persons are told by mail to the suite's own mailbox, and by webhooks on this machine. */
  private void alerts(ProgramSettings settings) {
    settings
        .set("tallystick.alerts.portal-url", suite.addresses().portal())
        .set("tallystick.alerts.mail-from", "alerts@tallystick.example")
        .set("tallystick.alerts.webhooks-on-loopback", "true")
        .set("quarkus.mailer.host", Addresses.HOST)
        .set("quarkus.mailer.port", suite.ports().service(LocalMailbox.USUAL_SMTP_PORT));
  }

  Map<String, String> of(Suite.Service service, Database database) throws IOException {
    Addresses addresses = suite.addresses();
    ProgramSettings settings =
        new ProgramSettings()
            .listens(suite.ports().service(service.usualPort()))
            .uses(database)
            .trusts(addresses)
            .set("quarkus.oidc.client-id", service.name())
            .set("tallystick.kms.dir", folder.kms(service.name()));
    if (service.shortName().equals("vault")) {
      settings.set("tallystick.keystore.backup-dir", folder.keystoreBackup(service.name()));
      alerts(settings);
    }
    if (service.shortName().equals("bureau")) {
      settings.set("tallystick.feeds.webhooks-on-loopback", "true");
    }
    if (service.shortName().equals("consent")) {
      // Nobody who tries the suite out waits a day.
      settings
          .set("tallystick.snapshot.dir", folder.snapshots(service.name()))
          .set("tallystick.keys.notice", "PT2S")
          .set("tallystick.keycloak.url", addresses.realmAdministration());
    }
    if (WITH_APPROVALS.contains(service.shortName())) {
      // Nobody trying the suite out waits for three days.
      settings
          .set("tallystick.approvals.notice", "2S")
          .set("tallystick.approvals.acts-per-minute", "60");
    }
    // Whoever tries the suite out may read what its APIs are; elsewhere that takes a role.
    settings.set("tallystick.openapi.policy", "permit").forPeople().calls(suite, service);
    if (service.shortName().equals("audit")) {
      settings.set(
          "tallystick.audit.witness-file", LocalWitnesses.writeFile(folder, suite.ports()));
    }
    if (!service.calls().isEmpty()) {
      settings.set("tallystick.client.key-file", secrets.clientKey(service.name()));
    }
    return settings.values();
  }
}
