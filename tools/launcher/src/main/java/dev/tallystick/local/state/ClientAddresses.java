package dev.tallystick.local.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where clients reach a suite: on this machine at the folder's ports, unless {@code
 * addresses.properties} in the folder names other addresses. A balancer in front of replicas and a
 * suite in containers have such a file; the launcher itself never writes or reads one.
 */
public final class ClientAddresses {
  private final Ports ports;
  private final Map<String, String> named;

  private ClientAddresses(Ports ports, Map<String, String> named) {
    this.ports = ports;
    this.named = named;
  }

  /** The addresses of a suite. */
  public static ClientAddresses of(SuiteFolder folder) {
    Path file = folder.clientAddresses();
    try {
      Map<String, String> named =
          Files.exists(file) ? PropertiesText.parse(Files.readString(file)) : Map.of();
      return new ClientAddresses(Ports.remembered(folder), named);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** consent-service; {@code consent} in the file. */
  public URI consent() {
    return at("consent", ports.service(8081));
  }

  /** data-vault; {@code vault} in the file. */
  public URI vault() {
    return at("vault", ports.service(8082));
  }

  /** audit-service; {@code audit} in the file. */
  public URI audit() {
    return at("audit", ports.service(8083));
  }

  /** bureau-service; {@code bureau} in the file. */
  public URI bureau() {
    return at("bureau", ports.service(8084));
  }

  /** Keycloak; {@code keycloak} in the file. */
  public URI keycloak() {
    return at("keycloak", ports.keycloak());
  }

  /** The realm at Keycloak, as tokens name it. */
  public String realm() {
    return keycloak() + "/realms/tallystick";
  }

  private URI at(String name, int port) {
    return URI.create(named.getOrDefault(name, "http://127.0.0.1:" + port));
  }
}
