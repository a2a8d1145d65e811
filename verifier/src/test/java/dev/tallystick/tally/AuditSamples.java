package dev.tallystick.tally;

import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Audits a market in a folder of files, as an auditor has them. */
final class AuditSamples {
  private AuditSamples() {}

  /** Audits the market as it is. */
  static Run audit(Path folder, Market market, String... more) {
    return audit(folder, market, market.log().lines(), more);
  }

  /** Audits it with these openings. */
  static Run audit(Path folder, Market market, List<byte[]> openings, String... more) {
    try {
      Path mirror = folder.resolve("mirror");
      Path lines = folder.resolve("openings.ndjson");
      Path salts = folder.resolve("salts.ndjson");
      market.log().published().writeTo(mirror);
      Files.write(lines, MarketLog.file(openings));
      Files.write(salts, market.log().salts());
      Stream<String> words =
          Stream.of(
              "audit",
              mirror.toString(),
              "--vkey",
              SampleLog.VKEY,
              "--openings",
              lines.toString(),
              "--salts",
              salts.toString());
      return Run.tally(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
