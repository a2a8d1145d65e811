package dev.tallystick.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  @TempDir Path temp;

  @Test
  void offset_movesAllPorts() {
    Ports ports = new Ports(2000);

    assertThat(ports.postgres()).isEqualTo(17432);
    assertThat(ports.keycloak()).isEqualTo(10180);
    assertThat(ports.keycloakManagement()).isEqualTo(11001);
    assertThat(ports.service(8083)).isEqualTo(10083);
  }

  @Test
  void chosen_isRemembered() throws Exception {
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));
    assertThat(Ports.chosen(folder, OptionalInt.empty())).isEqualTo(new Ports(0));

    Ports.chosen(folder, OptionalInt.of(2100));

    assertThat(Ports.chosen(folder, OptionalInt.empty())).isEqualTo(new Ports(2100));
    assertThat(Ports.remembered(folder)).isEqualTo(new Ports(2100));
  }

  @Test
  void offset_outOfRangeIsRefused() {
    assertThatThrownBy(() -> new Ports(-1)).hasMessageContaining("--port-offset");
    assertThatThrownBy(() -> new Ports(40_001)).hasMessageContaining("--port-offset");
    assertThat(new Ports(40_000).postgres()).isLessThan(65_536);
  }
}
