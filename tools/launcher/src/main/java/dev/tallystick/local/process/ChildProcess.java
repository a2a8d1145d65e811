package dev.tallystick.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A process that this launcher started, with everything that it starts in turn.
 *
 * <p>It runs in a session of its own, so that Ctrl-C in a terminal reaches the launcher alone,
 * where there is a program for that (macOS has none). Of the caller's environment it gets what
 * finding programs and files needs, and nothing that could configure it by accident.
 */
public final class ChildProcess implements Running {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Set<String> INHERITED =
      Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR");

  /** How long a process may take to end before it is made to. */
  public static final Duration GRACE = Duration.ofSeconds(15);

  private static final long LARGEST_LOG = 10_000_000;

  private final ProcessMark mark;
  private final Process process;
  private final Duration grace;

  private ChildProcess(ProcessMark mark, Process process, Duration grace) {
    this.mark = mark;
    this.process = process;
    this.grace = grace;
  }

  /** Starts a command; what it prints is appended to the log. */
  public static ChildProcess start(
      ProcessMark mark, List<String> command, Map<String, String> environment, Path log)
      throws ComponentFailedException {
    List<String> line = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      line.add(SETSID.toString());
    }
    line.addAll(mark.mark(command));
    try {
      turnOver(log);
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().keySet().retainAll(INHERITED);
      // Scripts find the Java that runs the launcher, whatever is on the path.
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().putAll(environment);
      builder.environment().putAll(mark.environment());
      Process process = builder.start();
      process.getOutputStream().close();
      return new ChildProcess(mark, process, GRACE);
    } catch (IOException e) {
      throw new ComponentFailedException(mark.component() + " cannot be started: " + e, e);
    }
  }

  /** The same process, which may take this long to end. */
  public ChildProcess withGrace(Duration longer) {
    return new ChildProcess(mark, process, longer);
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public CompletableFuture<String> onExit() {
    return process.onExit().thenApply(ended -> "exit code " + ended.exitValue());
  }

  /** Waits for the end and answers the exit code. */
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void stop() {
    Endings.end(mark::processes, grace);
  }

  /** One earlier log is kept; a log is turned over only between two runs. */
  private static void turnOver(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
      Path earlier = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, earlier, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
