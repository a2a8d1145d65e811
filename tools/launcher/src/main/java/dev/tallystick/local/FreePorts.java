package dev.tallystick.local;

import dev.tallystick.local.mailbox.LocalMailbox;
import dev.tallystick.local.pages.ApiPages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the ports that the suite needs are free. */
record FreePorts(Suite suite, List<GatewayStep> gateways) {
  /** A sentence for each port that someone else listens on. */
  List<String> taken() {
    List<String> taken = new ArrayList<>();
    needed()
        .forEach(
            (name, port) -> {
              if (!isFree(port)) {
                taken.add("port " + port + " (" + name + ") is in use by another program");
              }
            });
    return taken;
  }

  private Map<String, Integer> needed() {
    Map<String, Integer> needed = new LinkedHashMap<>();
    needed.put(PostgresStep.NAME, suite.ports().postgres());
    needed.put(KeycloakStep.NAME, suite.ports().keycloak());
    needed.put(KeycloakStep.NAME + " management", suite.ports().keycloakManagement());
    Suite.programs()
        .forEach(service -> needed.put(service.name(), suite.ports().service(service.usualPort())));
    needed.put("API pages", suite.ports().service(ApiPages.USUAL_PORT));
    needed.put("mailbox", suite.ports().service(LocalMailbox.USUAL_PORT));
    needed.put("mailbox SMTP", suite.ports().service(LocalMailbox.USUAL_SMTP_PORT));
    LocalWitnesses.all()
        .forEach(witness -> needed.put(witness.part(), suite.ports().service(witness.usualPort())));
    gateways.forEach(gateway -> needed.putAll(gateway.ports()));
    return needed;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
