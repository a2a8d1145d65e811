package dev.tallystick.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tally.analysis.CountedLines;
import dev.tallystick.tally.market.BundleSample;
import dev.tallystick.tally.market.Example;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An export of an invented market: sales, a deposit, a refusal, a suspension, a destruction. */
final class SampleExport {
  private SampleExport() {}

  /** One run of the program in this process. */
  record Answer(int exitCode, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  static BundleSample sample() {
    BundleSample sample = BundleSample.withMore(1);
    MarketLog log = sample.market().log();
    log.append("data.denied", Optional.of(Market.PERSON), Example.of("data.denied").json());
    log.append(
        "party.suspended",
        Optional.empty(),
        Example.of("party.suspended").with("party", Market.PLATFORM).json());
    log.append(
        "data.destroyed",
        Optional.of(Market.PERSON),
        Example.of("data.destroyed")
            .with("party", Market.BANK)
            .withAll("releases", sample.report())
            .json());
    return sample;
  }

  /** The openings of the log, with the line that says that these are all. */
  static byte[] openings(BundleSample sample) {
    return ended(lines(sample));
  }

  static byte[] lines(BundleSample sample) {
    return MarketLog.file(sample.market().log().lines());
  }

  /** As {@code tally} writes lines to the program. */
  static byte[] ended(byte[] lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CountedLines counted = new CountedLines(bytes)) {
      counted.write(lines);
      counted.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Answer run(byte[] input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream outStream = new PrintStream(out, true, UTF_8);
    int exitCode =
        AnalysisMain.run(
            args, new ByteArrayInputStream(input), outStream, new PrintStream(err, true, UTF_8));
    outStream.flush();
    return new Answer(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }

  static Answer query(Path export, String sql) {
    return run(sql.getBytes(UTF_8), "query", export.toString(), "csv");
  }
}
