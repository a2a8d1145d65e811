package dev.tallystick.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Stops a server by PostgreSQL's own program for it. */
record PgCtl(Path program, Path log) {
  /**
   * Ends the server on a data directory: open sessions are closed, everything is written out. What
   * does not stop in time is stopped at once, which recovery at the next start makes good.
   */
  void stop(Path data, Duration limit) throws IOException, InterruptedException {
    if (run(data, "fast", limit) != 0) {
      run(data, "immediate", limit);
    }
  }

  private int run(Path data, String mode, Duration limit) throws IOException, InterruptedException {
    String seconds = Long.toString(limit.toSeconds());
    Process process =
        new ProcessBuilder(
                Unprivileged.command(
                    program.toString(),
                    "stop",
                    "-s",
                    "-w",
                    "-t",
                    seconds,
                    "-m",
                    mode,
                    "-D",
                    data.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (!process.waitFor(limit.toSeconds() + 5, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }
}
