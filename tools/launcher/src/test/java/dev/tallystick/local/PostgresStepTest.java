package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.SuiteFolder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresStepTest {
  @TempDir Path folder;

  private String sharedBuffers(Map<String, String> environment) throws Exception {
    return PostgresStep.settings(
            SuiteFolder.open(folder.resolve("state")), new Ports(0), environment)
        .value("shared_buffers")
        .orElseThrow();
  }

  @Test
  void settings_takeTheMemoryForPagesFromTheEnvironment() throws Exception {
    assertThat(sharedBuffers(Map.of("TALLYSTICK_SHARED_BUFFERS", " 1GB "))).isEqualTo("1GB");
  }

  @Test
  void settings_areEnoughToTryWhereTheEnvironmentSaysNothing() throws Exception {
    assertThat(sharedBuffers(Map.of())).isEqualTo("128MB");
    assertThat(sharedBuffers(Map.of("TALLYSTICK_SHARED_BUFFERS", " "))).isEqualTo("128MB");
  }
}
