package dev.tallystick.bureau;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A subscriber as a process of its own, with nothing but the JDK: it writes each line to disk and
 * then moves its cursor. It may be killed at any moment, and goes on from the cursor.
 */
final class FeedReaderProcess {
  private static final Pattern CURSOR = Pattern.compile("\"cursor\":([0-9]+)");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String address;
  private final Path items;
  private final Path cursor;

  private FeedReaderProcess(String address, Path folder) {
    this.address = address;
    this.items = folder.resolve("items");
    this.cursor = folder.resolve("cursor");
  }

  /** Reads for ever: the address up to the cursor, and the folder. */
  public static void main(String[] args) throws Exception {
    FeedReaderProcess reader = new FeedReaderProcess(args[0], Path.of(args[1]));
    // So that nothing is written behind a line that a kill has cut off.
    write(reader.items, "\n", StandardOpenOption.APPEND);
    while (true) {
      reader.read();
    }
  }

  private void read() throws IOException, InterruptedException, GeneralSecurityException {
    String after = Files.exists(cursor) ? Files.readString(cursor) : "0";
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + after)).build();
    HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.body().toList().toString());
    }
    try (Stream<String> lines = answer.body()) {
      for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
        take(each.next());
      }
    }
  }

  private void take(String line) throws IOException, GeneralSecurityException {
    Matcher place = CURSOR.matcher(line);
    if (!place.find()) {
      return;
    }
    String digest =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(line.getBytes(UTF_8)));
    // The item first, then that it is there: killed in between, it comes once more.
    write(items, place.group(1) + " " + digest + " " + line + "\n", StandardOpenOption.APPEND);
    Path next = cursor.resolveSibling("cursor.new");
    write(next, place.group(1), StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(next, cursor, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(Path file, String text, StandardOpenOption how) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        int unused = channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
