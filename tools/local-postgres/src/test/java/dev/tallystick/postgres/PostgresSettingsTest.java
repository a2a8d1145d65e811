package dev.tallystick.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresSettingsTest {
  private final PostgresSettings settings = PostgresSettings.in(Path.of("/srv/pg"));

  @Test
  void with_refusesWhatThePromisesRestOn() {
    for (String name :
        List.of(
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "password_encryption",
            "listen_addresses",
            "hba_file",
            "unix_socket_directories")) {
      assertThatThrownBy(() -> settings.with(name, "off"))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void with_refusesWhatIsNotASettingsName() {
    assertThatThrownBy(() -> settings.with("Work_Mem", "1MB"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings.with("work_mem=1MB -c fsync", "off"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void with_leavesTheOriginalUnchanged() {
    PostgresSettings changed = settings.with("work_mem", "8MB").withPort(15432);

    assertThat(changed.server()).containsEntry("work_mem", "8MB");
    assertThat(changed.port()).isEqualTo(15432);
    assertThat(settings.server()).doesNotContainKey("work_mem");
    assertThat(settings.port()).isEqualTo(5432);
  }

  @Test
  void withHome_movesTheProgramsAlongUnlessTheyAreElsewhere() {
    Path real = Path.of("/real/pg");

    assertThat(settings.withHome(real).binaries()).isEqualTo(real.resolve("bin"));
    assertThat(settings.withBinaries(Path.of("/opt/pg")).withHome(real).binaries())
        .isEqualTo(Path.of("/opt/pg"));
  }

  @Test
  void withPort_refusesWhatIsNoPort() {
    assertThatThrownBy(() -> settings.withPort(65536)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings.withPort(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
