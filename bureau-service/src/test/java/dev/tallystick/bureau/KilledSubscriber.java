package dev.tallystick.bureau;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A subscriber in a process of its own, which the test kills, and what it has on disk. */
final class KilledSubscriber {
  private final Path folder;
  private final String address;

  KilledSubscriber(Path folder, String address) {
    this.folder = folder;
    this.address = address;
  }

  /** Starts it. */
  Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-cp",
            Path.of("target", "test-classes").toAbsolutePath().toString(),
            FeedReaderProcess.class.getName(),
            address,
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  /** Whether it has written more than so many lines; fails if it has ended by itself. */
  boolean hasMore(Process process, int lines) {
    boolean hasMore = written().size() > lines;
    if (!hasMore && !process.isAlive()) {
      throw new AssertionError("the subscriber has ended: " + read(folder.resolve("log")));
    }
    return hasMore;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A line that it has written. The last may be broken by the kill, and is written again. */
  record Written(long cursor, JsonObject item) {
    String id() {
      return item.getString("item");
    }
  }

  /** All whole lines, in the order in which they came. */
  List<Written> written() {
    Path items = folder.resolve("items");
    if (!Files.exists(items)) {
      return List.of();
    }
    String text = read(items);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    return whole.lines().map(KilledSubscriber::line).filter(KilledSubscriber::isWhole).toList();
  }

  private static boolean isWhole(Written line) {
    return line.cursor() > 0;
  }

  private static Written line(String line) {
    String[] parts = line.split(" ", 3);
    try {
      return new Written(
          Long.parseLong(parts[0]),
          (JsonObject) CanonicalJson.parseMessage(parts[2].getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedJsonException | RuntimeException e) {
      // What a kill has cut off, with the next line behind it.
      return new Written(0, JsonObject.EMPTY);
    }
  }
}
