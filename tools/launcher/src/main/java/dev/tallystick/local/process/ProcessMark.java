package dev.tallystick.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a process of the suite carries in its environment: the state folder and the part that it
 * belongs to. Children inherit it, so the Java process behind a killed shell script is found too.
 */
public record ProcessMark(Path home, String component) {
  private static final String HOME = "TALLYSTICK_PART_OF";
  private static final String COMPONENT = "TALLYSTICK_PART";
  private static final Path PROC = Path.of("/proc");
  private static final Duration GRACE = Duration.ofSeconds(20);

  /** The mark as environment variables. */
  public Map<String, String> environment() {
    return Map.of(HOME, home.toString(), COMPONENT, component);
  }

  /** The live processes that carry this mark. */
  public List<ProcessHandle> processes() {
    return marked(List.of(HOME + "=" + home, COMPONENT + "=" + component));
  }

  /** The live processes that carry the mark of any part of this folder's suite. */
  public static List<ProcessHandle> allProcesses(Path home) {
    return marked(List.of(HOME + "=" + home));
  }

  /** Ends all processes of this folder's suite; returns when none is left. */
  public static void endAll(Path home) {
    Endings.end(() -> allProcesses(home), GRACE);
  }

  private static List<ProcessHandle> marked(List<String> variables) {
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        // The handle is taken first: it remembers when the process started, so that a signal never
        // reaches another process that is given the same pid after we looked.
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        if (handle.isPresent() && environment(process).containsAll(variables)) {
          found.add(handle.get());
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    found.remove(ProcessHandle.current());
    return found;
  }

  private static List<String> environment(Path process) {
    try {
      byte[] bytes = Files.readAllBytes(process.resolve("environ"));
      return List.of(new String(bytes, StandardCharsets.UTF_8).split("\0", -1));
    } catch (IOException e) {
      // Gone meanwhile, or another user's: not ours.
      return List.of();
    }
  }
}
