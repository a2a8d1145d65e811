package dev.tallystick.local;

import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.postgres.Database;
import java.io.IOException;
import java.util.Map;

/** What a party's gateway is told at its start. */
record GatewayConfig(Suite suite, Secrets secrets, GatewayFolder folder) {
  /** Further gateways are at the ports behind. */
  private static final int POSTGRES_PORT = 15_440;

  static final Suite.Service SERVICE = Suite.gateway();

  int port() {
    return suite.ports().service(SERVICE.usualPort() + folder.number());
  }

  int postgresPort() {
    return suite.ports().service(POSTGRES_PORT + folder.number());
  }

  String url() {
    return "http://" + Addresses.HOST + ":" + port();
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
        .forPeople()
        .setAll(folder.ownSettings())
        .values();
  }
}
