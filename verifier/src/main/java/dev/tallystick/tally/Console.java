package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tally.report.ColourChoice;
import dev.tallystick.tally.report.ReportForm;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.function.LongSupplier;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command has of the world besides files and the network.
 *
 * @param in standard input, read when a file is named {@code -}
 * @param out where reports go
 * @param err where progress goes
 * @param nanos a clock that only moves forward, in nanoseconds; it tells how long something took
 * @param text how reports are written for people
 */
public record Console(
    InputStream in, PrintWriter out, PrintWriter err, LongSupplier nanos, ReportForm text) {

  /** A console that shows no colours. */
  public Console(InputStream in, PrintWriter out, PrintWriter err, LongSupplier nanos) {
    this(in, out, err, nanos, ReportForm.TEXT);
  }

  /** How a report is written, to programs or to people. */
  ReportForm form(boolean json) {
    return json ? ReportForm.JSON : text;
  }

  /** Returns the process's own. */
  static Console ofProcess(ColourChoice colours) {
    return new Console(
        System.in,
        new PrintWriter(System.out, true, UTF_8),
        new PrintWriter(System.err, true, UTF_8),
        System::nanoTime,
        ReportForm.forPeople(colours, System.getenv(), Ansi.AUTO.enabled()));
  }
}
