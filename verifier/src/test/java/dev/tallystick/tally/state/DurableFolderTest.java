package dev.tallystick.tally.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFolderTest {
  @TempDir private Path parent;

  private Path path() {
    return parent.resolve("a/state");
  }

  @Test
  void write_replacesTheWholeFile() throws Exception {
    try (DurableFolder folder = DurableFolder.open(path())) {
      assertThat(folder.find("x", 100)).isEmpty();

      folder.write("x", "a long first version".getBytes(UTF_8));
      folder.write("x", "short".getBytes(UTF_8));

      assertThat(folder.find("x", 5)).hasValue("short".getBytes(UTF_8));
      assertThat(path().resolve("x")).hasContent("short");
      assertThat(path().resolve("x.tmp")).doesNotExist();
    }
  }

  @Test
  void write_overwritesWhatACrashHasLeft() throws Exception {
    Files.createDirectories(path());
    Files.writeString(path().resolve("x.tmp"), "half of a version that was never finished");
    try (DurableFolder folder = DurableFolder.open(path())) {
      assertThat(folder.find("x", 100)).isEmpty();

      folder.write("x", "whole".getBytes(UTF_8));

      assertThat(path().resolve("x")).hasContent("whole");
    }
  }

  @Test
  void find_refusesAFileThatIsTooLong() throws Exception {
    try (DurableFolder folder = DurableFolder.open(path())) {
      folder.write("x", new byte[6]);

      assertThatThrownBy(() -> folder.find("x", 5))
          .isInstanceOf(UnusableStateException.class)
          .hasMessage("%s: has more than 5 bytes".formatted(path().resolve("x")));
    }
  }

  @Test
  void write_saysWhatFailed() throws Exception {
    try (DurableFolder folder = DurableFolder.open(path())) {
      folder.write("x", new byte[1]);
      Files.createDirectory(path().resolve("x.tmp"));

      assertThatThrownBy(() -> folder.write("x", new byte[2]))
          .isInstanceOf(UnusableStateException.class)
          .hasMessageStartingWith("%s: cannot be written: ".formatted(path().resolve("x")));
      assertThat(folder.find("x", 5)).hasValue(new byte[1]);
    }
  }

  @Test
  void open_isForOneAtATime() throws Exception {
    DurableFolder first = DurableFolder.open(path());
    assertThatThrownBy(() -> DurableFolder.open(path()))
        .isInstanceOf(UnusableStateException.class)
        .hasMessage(path() + ": another process is using it");
    first.close();

    try (DurableFolder second = DurableFolder.open(path())) {
      assertThat(second.path()).isEqualTo(path());
    }
    Files.writeString(parent.resolve("file"), "");
    assertThatThrownBy(() -> DurableFolder.open(parent.resolve("file/x")))
        .isInstanceOf(UnusableStateException.class)
        .hasMessageContaining("cannot be written");
  }
}
