package dev.tallystick.local.state;

import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the launcher last knew of each part of the suite, for {@code status} to read. It is a
 * report: nothing is ever killed on the strength of a pid that stands here.
 */
public final class RunState {
  /** Where a part is in its life. */
  public enum Phase {
    /** Not ready yet. */
    STARTING,
    /** It was ready, and runs. */
    HEALTHY,
    /** It ended by itself and is being started again. */
    RESTARTING,
    /** It could not be started. */
    FAILED,
    /** It was stopped. */
    STOPPED
  }

  /** One part of the suite. */
  public record Part(String name, Phase phase, int port, long pid, int restarts) {}

  private final Path file;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  /** A report that is kept in a file. */
  public RunState(Path file) {
    this.file = file;
  }

  /** Replaces what is known of a part. */
  public synchronized void update(Part part) {
    parts.put(part.name(), part);
    StringBuilder text = new StringBuilder();
    for (Part each : parts.values()) {
      text.append(
          String.join(
              " ",
              each.name(),
              each.phase().name(),
              Integer.toString(each.port()),
              Long.toString(each.pid()),
              Integer.toString(each.restarts())));
      text.append('\n');
    }
    try {
      OwnerOnlyFiles.write(file, text.toString());
    } catch (IOException e) {
      // A full disk must not end the supervision that this only reports on.
      System.err.println("cannot write " + file + ": " + e);
    }
  }

  /** The parts in the file, in the order in which they were started; none if there is no file. */
  public static List<Part> read(Path file) {
    List<Part> parts = new ArrayList<>();
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          String[] words = line.split(" ", -1);
          parts.add(
              new Part(
                  words[0],
                  Phase.valueOf(words[1]),
                  Integer.parseInt(words[2]),
                  Long.parseLong(words[3]),
                  Integer.parseInt(words[4])));
        }
      }
      return parts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
