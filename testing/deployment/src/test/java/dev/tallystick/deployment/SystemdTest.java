package dev.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy/systemd}: units that systemd reads, and that leave a program little it may do. */
class SystemdTest {
  private static final Path UNITS = Checkout.DEPLOY.resolve("systemd");

  @TempDir private Path temp;

  @ParameterizedTest
  @CsvSource({
    "tallystick@.service, tallystick@audit-service.service",
    "tallystick-migrate@.service, tallystick-migrate@audit-service.service",
    "tallystick-witness.service, tallystick-witness.service",
  })
  void units_areReadBySystemdAndWellEnclosed(String unit, String instance) throws Exception {
    Tool systemd = Tool.orSkip("systemd-analyze", "systemd");
    Files.writeString(
        temp.resolve(instance),
        // What is started need not be there where the unit is checked.
        Files.readString(UNITS.resolve(unit)).replace("/usr/bin/java", "/bin/true"));

    String said = systemd.run(temp, "verify", "--man=no", "./" + instance);
    assertThat(said.lines().filter(line -> line.contains(instance))).isEmpty();
    // 0 is enclosed, 10 is not at all; in tenths.
    systemd.run(temp, "security", "--offline=true", "--threshold=20", "./" + instance);
  }

  @Test
  void units_startEachProgramAsAUserOfItsOwn() throws Exception {
    String users = Files.readString(UNITS.resolve("tallystick.sysusers"));
    String numbers = Files.readString(Checkout.DEPLOY.resolve("images/build"));
    for (String program : Checkout.released()) {
      String uid = numbers.replaceAll("(?s).*" + program + ":([0-9]+).*", "$1");
      assertThat(users).contains("u tallystick-" + program + " " + uid + " ");
    }
    String unit = Files.readString(UNITS.resolve("tallystick@.service"));
    assertThat(unit)
        .contains(
            "User=tallystick-%i",
            "QUARKUS_CONFIG_LOCATIONS=/etc/tallystick/%i.properties",
            "StateDirectory=tallystick/%i",
            "quarkus-run.jar");
    // The folders of the settings files are below the one that the unit may write to.
    for (String program : Checkout.released()) {
      if (!program.equals(Checkout.PORTAL)) {
        assertThat(Checkout.required(program).getProperty("tallystick.kms.dir"))
            .startsWith("/var/lib/tallystick/" + program + "/");
      }
    }
    // A clock that was set back ends a service; it is started again.
    assertThat(unit).contains("Restart=always");
  }
}
