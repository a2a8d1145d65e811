package dev.tallystick.local;

import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.GatewayFolder;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.postgres.Database;
import java.io.IOException;
import java.util.Map;

/** What a party's gateway is told at its start. */
record GatewayConfig(Suite suite, Secrets secrets, GatewayFolder folder) {
  static final Suite.Service SERVICE = Suite.gateway();

  int port() {
    return folder.port(suite.ports());
  }

  int postgresPort() {
    return folder.postgresPort(suite.ports());
  }

  String url() {
    return suite.addresses().gateway(folder);
  }

  /** The settings of a party's gateway; what its folder says for itself counts before all else. */
  Map<String, String> of(Identity.Organisation party, Database database) throws IOException {
    return new ProgramSettings()
        .set("tallystick.gateway.party", party.name())
        .set("tallystick.gateway.role", party.role())
        .set("tallystick.gateway.local-key-file", folder.localKey())
        .set("tallystick.client.key-file", secrets.clientKey(party.name()))
        .set("tallystick.kms.dir", folder.kms())
        .listens(port())
        .uses(database)
        .trusts(suite.addresses())
        .calls(suite, SERVICE)
        // The systems of whoever tries it out are on this machine.
        .set("tallystick.webhooks.on-loopback", "true")
        .set("tallystick.openapi.policy", "permit")
        .set("tallystick.desk.enabled", "true")
        .set(
            "quarkus.oidc.pages.token-state-manager.encryption-secret",
            secrets.machine("gateway-session-" + party.name()))
        .set(
            "quarkus.oidc.pages.authentication.state-secret",
            secrets.machine("gateway-state-" + party.name()))
        .forPeople()
        .setAll(folder.ownSettings())
        .values();
  }
}
