package dev.tallystick.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path temp;

  @Test
  void lines_areTheLastOnes() throws IOException {
    Path log = temp.resolve("log");
    Files.writeString(log, "one\ntwo\nthree\n");

    assertThat(LogTail.lines(log, 2)).containsExactly("two", "three");
    assertThat(LogTail.lines(log, 9)).containsExactly("one", "two", "three");
  }

  @Test
  void lines_thatAreLongAreCut() throws IOException {
    Path log = temp.resolve("log");
    Files.writeString(log, "x".repeat(100_000) + "\nend\n");

    assertThat(LogTail.lines(log, 2))
        .satisfiesExactly(
            line -> assertThat(line).hasSize(400), line -> assertThat(line).isEqualTo("end"));
  }

  @Test
  void lines_leaveOutTheFramesOfStackTraces() throws IOException {
    Path log = temp.resolve("log");
    Files.writeString(
        log, "Failed: x\n\tat a.B.c(B.java:1)\nCaused by: y\n\tat a.B.d(B.java:2)\n\t... 9 more\n");

    assertThat(LogTail.lines(log, 2)).containsExactly("Failed: x", "Caused by: y");
  }

  @Test
  void lines_ofNoLogAreNone() {
    assertThat(LogTail.lines(temp.resolve("log"), 2)).isEmpty();
  }
}
