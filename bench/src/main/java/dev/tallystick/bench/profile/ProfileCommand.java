package dev.tallystick.bench.profile;

import dev.tallystick.bench.load.RequestShape;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.stage.Programs;
import dev.tallystick.bench.stage.Stage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * {@code profile}: warms the service up, records it under load and tells where time and memory go.
 */
public final class ProfileCommand {
  private static final Duration WARM_UP = Duration.ofSeconds(25);
  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final int WAL_GIGABYTES = 4;

  private final Path root;
  private final List<String> jvmFlags;
  private final Clock clock;
  private final PrintStream out;

  /** A command of the checkout at {@code root}. */
  public ProfileCommand(Path root, List<String> jvmFlags, Clock clock, PrintStream out) {
    this.root = root;
    this.jvmFlags = List.copyOf(jvmFlags);
    this.clock = clock;
    this.out = out;
  }

  /**
   * Records.
   *
   * @param load {@code append64}, {@code append256} or {@code ndjson}
   */
  public int run(String load, Duration length) throws Exception {
    Path bench = root.resolve(".tallystick/bench");
    Path recording = bench.resolve("profile-" + load + ".jfr");
    try (Stage stage = Stage.set(bench, Programs.of(root), jvmFlags, WAL_GIGABYTES, clock)) {
      FlightRecorder recorder = new FlightRecorder(stage.service().pid());
      run(stage, load, WARM_UP);
      recorder.start();
      // Attaching the recorder makes the virtual machine compile anew; that is no part of it.
      run(stage, load, SETTLE);
      LoadResult result = run(stage, load, length);
      recorder.stop(recording);
      out.printf("%s: %,.0f entries/s while recorded%n", load, result.perSecond());
    }
    RecordingSummary.of(recording).print(out);
    out.println();
    out.println("the recording is " + root.relativize(recording));
    return 0;
  }

  private static LoadResult run(Stage stage, String load, Duration length) throws IOException {
    RequestShape shape = load.equals("ndjson") ? stage.ndjson(500) : stage.single();
    int connections =
        switch (load) {
          case "append64" -> 64;
          case "append256" -> 256;
          case "ndjson" -> 4;
          default -> throw new IllegalArgumentException("no such load: " + load);
        };
    return stage.append(shape, connections, Duration.ofSeconds(1), length);
  }
}
