package dev.tallystick.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
  @TempDir Path data;

  @Test
  void read_ofAReadyServer() throws IOException {
    write("4711\n/srv/data\n1700000000\n15432\n/srv/run\n127.0.0.1\n 5 6\nready   \n");

    assertThat(LockFile.read(data)).hasValue(new LockFile(4711, "ready"));
    assertThat(LockFile.read(data).orElseThrow().isReady()).isTrue();
  }

  @Test
  void read_ofAStartingServerIsNotReady() throws IOException {
    write("4711\n/srv/data\n1700000000\n15432\n/srv/run\n127.0.0.1\n 5 6\nstarting\n");
    assertThat(LockFile.read(data).orElseThrow().isReady()).isFalse();

    write("4711\n/srv/data\n1700000000\n15432\n");
    assertThat(LockFile.read(data).orElseThrow().isReady()).isFalse();
  }

  @Test
  void read_withoutAUsablePidIsEmpty() throws IOException {
    assertThat(LockFile.read(data)).as("no file").isEmpty();

    for (String text : new String[] {"", "\n", "-5\n", "x\n"}) {
      write(text);
      assertThat(LockFile.read(data)).as(text).isEmpty();
    }
  }

  private void write(String text) throws IOException {
    Files.writeString(data.resolve(LockFile.NAME), text);
  }
}
