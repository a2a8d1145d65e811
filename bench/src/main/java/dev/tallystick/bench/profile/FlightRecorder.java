package dev.tallystick.bench.profile;

import dev.tallystick.bench.stage.Jcmd;
import java.io.IOException;
import java.nio.file.Path;

/** Switches the flight recorder of another virtual machine of this user on and off. */
final class FlightRecorder {
  private static final String NAME = "name=bench";

  private final Jcmd machine;

  FlightRecorder(long pid) {
    this.machine = new Jcmd(pid);
  }

  void start() throws IOException, InterruptedException {
    String unused = machine.run("JFR.start", NAME, "settings=profile");
  }

  void stop(Path file) throws IOException, InterruptedException {
    String unused = machine.run("JFR.stop", NAME, "filename=" + file);
  }
}
