package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bit flipped in each kind of thing that is stored of a log: found, and named. */
class StoredThingsTest {
  private static final Market MARKET = Market.afterASale();
  private static final int RELEASE = (int) MARKET.sale().to(Market.BANK).index();

  @TempDir private Path folder;

  @BeforeEach
  void publish() {
    MARKET.log().published().writeTo(folder.resolve("mirror"));
  }

  @Test
  void entryBundle() {
    flip("tile/entries/000.p/20", 17 * 34 + 5);

    assertThat(fsck().line("files")).contains("tile/entries/000.p/20, index 17: entry 17 is not");
  }

  @Test
  void tile() {
    flip("tile/0/000.p/20", 9 * 32 + 1);

    assertThat(fsck().line("files"))
        .contains("tile/0/000.p/20, index 9: hash 9 is not that of its");
  }

  @Test
  void checkpoint() {
    flip("checkpoint", SampleLog.ORIGIN.length() + 2);

    assertThat(fsck().line("signature")).contains("does not hold");
  }

  @Test
  void signature() {
    // From one base64 digit to another.
    flip("checkpoint", -31);

    assertThat(fsck().line("signature")).contains("does not hold");
  }

  @Test
  void stub() {
    assertNamed("\"type\":\"dev.tallystick.data.released.v1\"", "released", "renamed0");
  }

  @Test
  void stubsLabel() {
    assertNamed("\"labels\":[\"0", "[\"0", "[\"1");
  }

  @Test
  void body() {
    assertNamed("\"recordCount\":12", "12", "13");
  }

  @Test
  void internal() {
    Run run =
        audit(
            (int) MARKET.sale().to(Market.BUREAU).index(),
            "\"endUser\":\"bank-riverside\"",
            "bank",
            "cank");

    assertThat(run.line("openings"))
        .contains("entry %d:".formatted(MARKET.sale().to(Market.BUREAU).index()));
  }

  @Test
  void nonce() {
    assertNamed("{\"nonce\":\"", "e\":\"", "e\":\"A");
  }

  @Test
  void hashOfAPartThatIsAbsent() {
    assertNamed("\"internal\":{\"nonce\":\"", "e\":\"", "e\":\"A");
  }

  @Test
  void recordedTime() {
    long millis = MARKET.log().opening(RELEASE).recordedMillis();
    assertNamed("\"recordedMillis\":" + millis, Long.toString(millis), Long.toString(millis + 1));
  }

  @Test
  void saltOfALabel() {
    String all = MARKET.log().salts().get(0);
    String salt = all.substring(0, all.indexOf("\"}") + 2);
    char last = salt.charAt(salt.length() - 4);
    String other =
        salt.substring(0, salt.length() - 4)
            + (last == 'A' ? 'B' : 'A')
            + salt.substring(salt.length() - 3);
    Run run = auditWith(MARKET.log().lines(), file -> file.replace(salt, other));

    assertThat(run.line("index")).contains("does not hold", "index root 1 over");
  }

  /** The opening of the release, or of what comes first in it, is not that of entry so and so. */
  private void assertNamed(String context, String from, String to) {
    Run run = audit(RELEASE, context, from, to);

    assertThat(run.exitCode()).as(run.out()).isPositive();
    assertThat(run.line("openings"))
        .as(context)
        .containsAnyOf(
            "entry %d: the opening is not of this entry".formatted(RELEASE),
            "line %d: ".formatted(RELEASE + 1));
  }

  private Run audit(int index, String context, String from, String to) {
    List<byte[]> lines = MARKET.log().lines();
    String line = new String(lines.get(index), UTF_8);
    assertThat(line).contains(context);
    int at = line.indexOf(context) + context.indexOf(from);
    String altered = line.substring(0, at) + to + line.substring(at + from.length());
    lines.set(index, altered.getBytes(UTF_8));
    return auditWith(lines, salts -> salts);
  }

  private Run auditWith(List<byte[]> lines, UnaryOperator<String> salts) {
    try {
      Path openings = Files.write(folder.resolve("openings.ndjson"), MarketLog.file(lines));
      Path salted =
          Files.writeString(
              folder.resolve("salts.ndjson"), salts.apply(String.join("\n", MARKET.log().salts())));
      return Run.tally(
          "audit",
          folder.resolve("mirror").toString(),
          "--vkey",
          SampleLog.VKEY,
          "--openings",
          openings.toString(),
          "--salts",
          salted.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Run fsck() {
    return Run.tally("fsck", folder.resolve("mirror").toString(), "--vkey", SampleLog.VKEY);
  }

  /** Flips a bit of a published file; negative places count from its end. */
  private void flip(String path, int place) {
    try {
      Path file = folder.resolve("mirror").resolve(path);
      byte[] bytes = Files.readAllBytes(file);
      bytes[place < 0 ? bytes.length + place : place] ^= 1;
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
