package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.function.LongSupplier;

/**
 * What a command has of the world besides files and the network.
 *
 * @param in standard input, read when a file is named {@code -}
 * @param out where reports go
 * @param err where progress goes
 * @param nanos a clock that only moves forward, in nanoseconds; it tells how long something took
 */
public record Console(InputStream in, PrintWriter out, PrintWriter err, LongSupplier nanos) {
  /** Returns the process's own. */
  static Console ofProcess() {
    return new Console(
        System.in,
        new PrintWriter(System.out, true, UTF_8),
        new PrintWriter(System.err, true, UTF_8),
        System::nanoTime);
  }
}
