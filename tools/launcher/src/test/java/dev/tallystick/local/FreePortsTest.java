package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.state.GatewayFolder;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreePortsTest {
  @TempDir Path temp;

  @Test
  void taken_namesThePortAndWhoNeedsIt() throws Exception {
    Suite suite = new Suite(Path.of("/checkout"), Path.of("/keycloak.zip"), freeRange());
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));
    List<GatewayStep> gateways =
        List.of(
            GatewayCommand.of(
                folder,
                Secrets.in(folder.secrets()),
                suite,
                new ServicePrograms(suite.checkout(), false, new ClassCache(false)),
                GatewayFolder.DEMO_BANK));

    assertThat(new FreePorts(suite, gateways).taken()).isEmpty();
    try (ServerSocket stranger = new ServerSocket(suite.ports().service(8083))) {
      assertThat(new FreePorts(suite, gateways).taken())
          .containsExactly(
              "port " + stranger.getLocalPort() + " (audit-service) is in use by another program");
    }
    try (ServerSocket stranger = new ServerSocket(suite.ports().service(15_440))) {
      assertThat(new FreePorts(suite, gateways).taken())
          .containsExactly(
              "port "
                  + stranger.getLocalPort()
                  + " (postgres of gateway-lake-rural-credit) is in use by another program");
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
