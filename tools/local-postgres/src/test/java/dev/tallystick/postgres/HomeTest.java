package dev.tallystick.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir private Path folder;

  @Test
  void own_twice_isRefused() throws IOException {
    try (Home home = Home.own(folder)) {
      assertThat(home.folder()).isEqualTo(folder.toRealPath());
      assertThatThrownBy(() -> Home.own(folder)).isInstanceOf(PostgresException.class);
    }
    Home.own(folder).close();
  }

  /** A test framework may load this library twice in one process. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void own_whatAnotherClassLoaderOwns_isRefusedAndStaysLocked() throws IOException {
    Path file = folder.resolve("owner.lock");
    try (FileChannel other =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(other.tryLock()).isNotNull();

      assertThatThrownBy(() -> Home.own(folder)).isInstanceOf(PostgresException.class);

      String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
      assertThat(Files.readString(Path.of("/proc/locks"))).contains(inode);
    }
  }
}
