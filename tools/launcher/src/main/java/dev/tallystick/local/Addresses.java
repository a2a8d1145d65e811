package dev.tallystick.local;

import dev.tallystick.local.mailbox.LocalMailbox;
import dev.tallystick.local.pages.ApiPages;
import dev.tallystick.local.state.GatewayFolder;
import dev.tallystick.local.state.Ports;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the parts of the suite answer, all on this machine. */
record Addresses(Ports ports) {
  static final String HOST = "127.0.0.1";
  private static final int PORTAL_PORT = 8080;

  String service(Suite.Service service) {
    return http(ports.service(service.usualPort()));
  }

  String gateway(GatewayFolder gateway) {
    return http(gateway.port(ports));
  }

  String keycloak() {
    return http(ports.keycloak());
  }

  String keycloakHealth() {
    return http(ports.keycloakManagement()) + "/health/ready";
  }

  String realm() {
    return keycloak() + "/realms/tallystick";
  }

  /** The services' APIs in a browser. */
  String apiPages() {
    return http(ports.service(ApiPages.USUAL_PORT));
  }

  /** Where people read what they are told of. */
  String portal() {
    return http(ports.service(PORTAL_PORT));
  }

  /** The page that shows what was mailed to people. */
  String mailbox() {
    return http(ports.service(LocalMailbox.USUAL_PORT));
  }

  String realmAdministration() {
    return keycloak() + "/admin/realms/tallystick";
  }

  String token() {
    return realm() + "/protocol/openid-connect/token";
  }

  /** The addresses by the names that scripts know them by. */
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    Suite.programs().forEach(service -> variables.put(service.variable(), service(service)));
    variables.put("OIDC_URL", realm());
    variables.put("OIDC_TOKEN_URL", token());
    variables.put("API_PAGES_URL", apiPages());
    variables.put("MAILBOX_URL", mailbox());
    variables.put("POSTGRES_URL", "postgresql://" + HOST + ":" + ports.postgres());
    return variables;
  }

  private static String http(int port) {
    return "http://" + HOST + ":" + port;
  }
}
