package dev.tallystick.bench.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Switches the flight recorder of another virtual machine of this user on and off. */
final class FlightRecorder {
  private static final String NAME = "name=bench";

  private final long pid;

  FlightRecorder(long pid) {
    this.pid = pid;
  }

  void start() throws IOException, InterruptedException {
    jcmd("JFR.start", NAME, "settings=profile");
  }

  void stop(Path file) throws IOException, InterruptedException {
    jcmd("JFR.stop", NAME, "filename=" + file);
  }

  private void jcmd(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    builder.command().add(Long.toString(pid));
    builder.command().addAll(List.of(command));
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd failed: " + said.strip());
    }
  }
}
