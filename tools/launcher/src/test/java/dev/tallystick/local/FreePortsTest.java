package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.state.Ports;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void taken_namesThePortAndWhoNeedsIt() throws Exception {
    Suite suite = new Suite(Path.of("/checkout"), Path.of("/keycloak.zip"), freeRange());

    assertThat(new FreePorts(suite).taken()).isEmpty();
    try (ServerSocket stranger = new ServerSocket(suite.ports().service(8083))) {
      assertThat(new FreePorts(suite).taken())
          .containsExactly(
              "port " + stranger.getLocalPort() + " (audit-service) is in use by another program");
    }
  }

  /** A range in which the ports tried are free at this moment. */
  private static Ports freeRange() throws Exception {
    for (int offset = 20_000; offset < 30_000; offset += 500) {
      try (ServerSocket audit = new ServerSocket(8083 + offset);
          ServerSocket keycloak = new ServerSocket(8180 + offset);
          ServerSocket postgres = new ServerSocket(15432 + offset)) {
        assertThat(audit.isBound() && keycloak.isBound() && postgres.isBound()).isTrue();
        return new Ports(offset);
      } catch (BindException e) {
        // Someone uses this range; try the next.
      }
    }
    throw new AssertionError("no free range of ports");
  }
}
