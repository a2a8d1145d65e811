package dev.tallystick.gateway.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tlog.Hash;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rows of one source that are on their way, in a folder: at most one batch, there as a whole or
 * not at all. For one thread.
 *
 * <p>{@code NAME.ndjson} has a row a line, {@code NAME.places} where each of them stands in the
 * source, and {@code NAME.results.ndjson} what became of it. Rows are deleted when the batch is
 * done; its results stay in {@code done}, in a folder for each day. Nobody but this account may
 * read rows.
 */
final class BatchSpool {
  private static final String ROWS = ".ndjson";
  private static final String PLACES = ".places";
  private static final String RESULTS = ".results.ndjson";
  private static final int NAME_DIGITS = 16;

  /** Rows name persons. */
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /** More than any record holds; what reads the rows reads no longer line. */
  private static final int LONGEST_ROW = 4_000_000;

  /** Stands for a row that cannot be one: it is refused as malformed, with its place. */
  static final String NO_ROW = "null";

  private final Path work;
  private final Path done;
  private final String source;

  BatchSpool(Path dir, String source) throws IOException {
    this.work = Files.createDirectories(dir.resolve("work"));
    this.done = Files.createDirectories(dir.resolve("done"));
    this.source = source;
  }

  /**
   * Rows that were read and are to be deposited.
   *
   * @param name the same for the same rows from the same places
   * @param places where each row stands in the source
   */
  record Batch(String name, Path rows, Path results, List<JsonObject> places) {
    /** Where the row of this line of the file stands. */
    JsonObject place(long line) {
      return line < 1 || line > places.size() ? JsonObject.EMPTY : places.get((int) line - 1);
    }

    JsonObject last() {
      return places.get(places.size() - 1);
    }
  }

  /** The batch that is on its way, if one is. */
  Optional<Batch> find() throws IOException {
    List<Path> found = files(ROWS);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Path rows = found.get(0);
    String name = name(rows, ROWS);
    List<JsonObject> places = new ArrayList<>();
    for (String line : Files.readAllLines(work.resolve(name + PLACES), UTF_8)) {
      places.add(parse(line));
    }
    return Optional.of(new Batch(name, rows, work.resolve(name + RESULTS), places));
  }

  private static JsonObject parse(String line) throws IOException {
    try {
      return (JsonObject) CanonicalJson.parseMessage(line.getBytes(UTF_8));
    } catch (MalformedJsonException | ClassCastException e) {
      throw new IOException("the places of a batch cannot be read", e);
    }
  }

  /** Begins a batch; what an earlier beginning has left is gone. */
  Draft begin() throws IOException {
    for (Path old : files(".tmp")) {
      Files.delete(old);
    }
    return new Draft();
  }

  /** A batch that is written. */
  final class Draft implements Closeable {
    private final Path rowsFile = work.resolve(source + "-rows.tmp");
    private final Path placesFile = work.resolve(source + "-places.tmp");
    private final FileChannel rows = open(rowsFile);
    private final FileChannel places = open(placesFile);
    private final OutputStream rowsOut = new BufferedOutputStream(Channels.newOutputStream(rows));
    private final OutputStream placesOut =
        new BufferedOutputStream(Channels.newOutputStream(places));
    private int count;

    private Draft() throws IOException {}

    private static FileChannel open(Path file) throws IOException {
      return FileChannel.open(
          file,
          Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    /** Adds a row, which has no line's end in it. */
    void add(byte[] row, JsonObject place) throws IOException {
      rowsOut.write(row.length > LONGEST_ROW ? NO_ROW.getBytes(UTF_8) : row);
      rowsOut.write('\n');
      placesOut.write(CanonicalJson.messageBytes(place));
      placesOut.write('\n');
      count++;
    }

    int count() {
      return count;
    }

    /** The batch counts from here on. Its places are there before its rows are. */
    void finish() throws IOException {
      rowsOut.flush();
      placesOut.flush();
      rows.force(true);
      places.force(true);
      Hash digest = Hash.sha256(source.getBytes(UTF_8), Files.readAllBytes(placesFile));
      String name = source + "-" + digest.hex().substring(0, NAME_DIGITS);
      move(placesFile, work.resolve(name + PLACES));
      move(rowsFile, work.resolve(name + ROWS));
    }

    /** What was not finished is gone. */
    @Override
    public void close() throws IOException {
      rows.close();
      places.close();
      Files.deleteIfExists(rowsFile);
      Files.deleteIfExists(placesFile);
    }
  }

  /** Forgets the rows of a batch, whose end is noted, and puts its results aside. */
  void end(Batch batch, Instant now) throws IOException {
    Files.deleteIfExists(batch.rows());
    endMoves(now);
  }

  /** Results without rows are of a batch that is done; a crash may have left them. */
  void endMoves(Instant now) throws IOException {
    for (Path results : files(RESULTS)) {
      String name = name(results, RESULTS);
      if (!Files.exists(work.resolve(name + ROWS))) {
        String day = now.atZone(ZoneOffset.UTC).toLocalDate().toString();
        Path folder = Files.createDirectories(done.resolve(day));
        move(results, folder.resolve(name + RESULTS));
      }
    }
    for (Path places : files(PLACES)) {
      if (!Files.exists(work.resolve(name(places, PLACES) + ROWS))) {
        Files.delete(places);
      }
    }
  }

  private List<Path> files(String end) throws IOException {
    try (Stream<Path> inside = Files.list(work)) {
      return inside
          .filter(file -> String.valueOf(file.getFileName()).startsWith(source + "-"))
          .filter(file -> String.valueOf(file.getFileName()).endsWith(end))
          .filter(file -> !end.equals(ROWS) || !file.toString().endsWith(RESULTS))
          .sorted()
          .toList();
    }
  }

  private static String name(Path file, String end) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - end.length());
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
