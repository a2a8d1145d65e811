package dev.tallystick.local;

import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.postgres.Database;
import java.io.IOException;
import java.util.LinkedHashMap;
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
    Addresses addresses = suite.addresses();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("tallystick.gateway.party", party.name());
    values.put("tallystick.gateway.role", party.role());
    values.put("tallystick.gateway.local-key-file", folder.localKey().toString());
    values.put("tallystick.client.key-file", secrets.clientKey(party.name()).toString());
    values.put("tallystick.kms.dir", folder.kms().toString());
    values.put("quarkus.http.host", Addresses.HOST);
    values.put("quarkus.http.port", Integer.toString(port()));
    values.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    values.put("quarkus.datasource.username", database.app().role());
    values.put("quarkus.datasource.password", database.app().password());
    values.put("quarkus.flyway.placeholders.app-role", database.app().role());
    values.put("quarkus.oidc.auth-server-url", addresses.realm());
    for (String called : SERVICE.calls()) {
      values.put(
          "tallystick." + called + ".url", addresses.service(Suite.find(called).orElseThrow()));
    }
    // The systems of whoever tries it out are on this machine.
    values.put("tallystick.webhooks.on-loopback", "true");
    values.put("tallystick.openapi.policy", "permit");
    values.put("quarkus.log.console.json.enabled", "false");
    values.put("quarkus.log.category.\"io.smallrye.health\".level", "ERROR");
    values.putAll(folder.ownSettings());
    return values;
  }
}
