package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.PostgresSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresStepTest {
  @TempDir Path folder;

  @Test
  void settings_keepTheWriteAheadLogOnlyWhereAFolderIsNamedForIt() throws Exception {
    assertThat(settings(Map.of()).value("archive_mode")).isEmpty();
    assertThat(settings(Map.of("TALLYSTICK_WAL_ARCHIVE", "/a b")).value("archive_command"))
        .contains(
            "test ! -e \"/a b/%f\" && cp \"%p\" \"/a b/%f.new\" && mv \"/a b/%f.new\" \"/a b/%f\"");
  }

  private String sharedBuffers(Map<String, String> environment) throws Exception {
    return settings(environment).value("shared_buffers").orElseThrow();
  }

  private PostgresSettings settings(Map<String, String> environment) throws Exception {
    return PostgresStep.settings(
        SuiteFolder.open(folder.resolve("state")), new Ports(0), environment);
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
