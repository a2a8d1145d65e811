package dev.tallystick.gateway.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The result lines of a file, one for each line that was sent. They are on the disk before the
 * party signs for their chunk: whatever crashes, a line that counts has its result here. For one
 * thread.
 */
final class ResultFile implements Closeable {
  private static final String LINE = "line";
  private static final String RESULT = "result";

  private final FileChannel out;
  private LineCounts counts;
  private long markedSize;
  private LineCounts markedCounts = LineCounts.NONE;

  private ResultFile(FileChannel out, LineCounts counts) {
    this.out = out;
    this.counts = counts;
  }

  /**
   * Goes on with a file: what it says of lines that are not logged is forgotten, since these are
   * sent again.
   *
   * @param logged how many lines are logged
   */
  static ResultFile resume(Path file, long logged) throws IOException {
    LineCounts kept = LineCounts.NONE;
    Path whole = file.resolveSibling(file.getFileName() + ".tmp");
    try (OutputStream to = Files.newOutputStream(whole)) {
      if (Files.exists(file)) {
        try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Optional<JsonObject> result = parse(line);
            if (result.isPresent()
                && result.get().findInteger(LINE).orElse(Long.MAX_VALUE) <= logged) {
              to.write((line + "\n").getBytes(UTF_8));
              kept = kept.plus(count(result.get()));
            }
          }
        }
      }
    }
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    // What is logged and not told here was told elsewhere, or the file was taken away.
    long untold = Math.max(0, logged - kept.lines());
    return new ResultFile(
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
        kept.plus(new LineCounts(untold, untold, 0, 0)));
  }

  private static Optional<JsonObject> parse(String line) {
    try {
      return Optional.of((JsonObject) CanonicalJson.parseMessage(line.getBytes(UTF_8)));
    } catch (MalformedJsonException | ClassCastException torn) {
      return Optional.empty();
    }
  }

  private static LineCounts count(JsonObject result) {
    return switch (result.findString(RESULT).orElse("")) {
      case "STORED" -> new LineCounts(1, 1, 0, 0);
      case "DUPLICATE" -> new LineCounts(1, 0, 1, 0);
      default -> new LineCounts(1, 0, 0, 1);
    };
  }

  /** Adds results and forces them to the disk. */
  void add(List<JsonObject> results) throws IOException {
    StringBuilder text = new StringBuilder();
    for (JsonObject result : results) {
      text.append(CanonicalJson.text(result)).append('\n');
      counts = counts.plus(count(result));
    }
    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
    out.force(false);
  }

  /** From here on, what is told of a chunk replaces what an earlier try of it was told. */
  void mark() throws IOException {
    markedSize = out.size();
    markedCounts = counts;
  }

  /** Forgets what was added since the mark. */
  void reset() throws IOException {
    FileChannel unused = out.truncate(markedSize);
    counts = markedCounts;
  }

  LineCounts counts() {
    return counts;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
