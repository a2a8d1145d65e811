package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One run of {@code tally} in this process, as a user would start it.
 *
 * @param exitCode what the process would end with
 * @param out standard output
 * @param err standard error
 */
public record Run(int exitCode, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static Run tally(String... arguments) {
    return tally(new byte[0], 0, arguments);
  }

  public static Run tallyWithInput(byte[] input, String... arguments) {
    return tally(input, 0, arguments);
  }

  /** Runs with a clock that moves on by so many nanoseconds each time it is read. */
  public static Run tallyWithSlowClock(long nanosPerReading, String... arguments) {
    return tally(new byte[0], nanosPerReading, arguments);
  }

  /** Runs at this time of day. */
  public static Run tallyAt(long posixSeconds, String... arguments) {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(posixSeconds));
    return tally(new byte[0], 0, clock, arguments);
  }

  private static Run tally(byte[] input, long nanosPerReading, String... arguments) {
    return tally(input, nanosPerReading, Clock.systemUTC(), arguments);
  }

  private static Run tally(
      byte[] input, long nanosPerReading, InstantSource clock, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    AtomicLong nanos = new AtomicLong();
    Console console =
        new Console(
            new ByteArrayInputStream(input),
            new PrintWriter(out),
            new PrintWriter(err),
            () -> nanos.addAndGet(nanosPerReading));
    int exitCode = TallyMain.run(console, clock, arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }

  /** The report in JSON. */
  public JsonNode json() {
    try {
      return JSON.readTree(out.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + out, e);
    }
  }

  /** The line of a check or note in the text report, its spaces squeezed. */
  public String line(String name) {
    return out.lines()
        .map(line -> line.strip().replaceAll(" {2,}", " | "))
        .filter(line -> line.startsWith(name + " | "))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line " + name + " in\n" + out));
  }
}
