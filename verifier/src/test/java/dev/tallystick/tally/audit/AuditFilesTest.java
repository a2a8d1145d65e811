package dev.tallystick.tally.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketLog;
import dev.tallystick.tlog.Hash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditFilesTest {
  private static final Hash LABEL = Hash.sha256("label".getBytes(UTF_8));
  private static final String SALT = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  @Test
  void openingLines_readsWhateverPiecesTheFileComesIn() throws Exception {
    MarketLog log = Market.afterASale().log();
    byte[] file = MarketLog.file(log.lines());
    for (int piece : new int[] {1, 7, 1000, file.length}) {
      List<Long> indexes = new ArrayList<>();
      try (OpeningLines lines = new OpeningLines(inPieces(file, piece))) {
        for (Optional<BulkOpening> line = lines.next(); line.isPresent(); line = lines.next()) {
          indexes.add(line.get().index());
          assertThat(line.get().opening()).contains(log.opening(line.get().index()));
        }
      }
      assertThat(indexes).as("pieces of %d", piece).hasSize(log.size());
    }
  }

  @Test
  void openingLines_readsALastLineThatIsNotEnded() throws Exception {
    byte[] line = Market.afterASale().log().lines().get(0);

    try (OpeningLines lines = new OpeningLines(new ByteArrayInputStream(line))) {
      assertThat(lines.next()).isPresent();
      assertThat(lines.next()).isEmpty();
      assertThat(lines.next()).isEmpty();
    }
  }

  @Test
  void openingLines_refusesLinesWithoutEnd() throws Exception {
    byte[] endless = new byte[BulkOpening.MAX_SIZE * 2];

    try (OpeningLines lines = new OpeningLines(new ByteArrayInputStream(endless))) {
      assertThatThrownBy(lines::next)
          .isInstanceOf(BrokenOpeningsException.class)
          .hasMessage("line 1: longer than %d bytes".formatted(BulkOpening.MAX_SIZE));
    }
  }

  @Test
  void saltFile_readsPages() throws Exception {
    MarketLog log = Market.afterASale().log();

    Map<Hash, Hash> salts = read(String.join("\n", log.salts()) + "\n\n");

    assertThat(salts).hasSize(7);
  }

  @Test
  void saltFile_takesASaltAgainButNoSecondOne() throws Exception {
    String page = "{\"salts\":[" + item(SALT) + "]}\n";

    assertThat(read(page + page)).hasSize(1);
    assertThatThrownBy(() -> read(page + page.replace("\"AAAA", "\"BAAA")))
        .isInstanceOf(BrokenOpeningsException.class)
        .hasMessage("line 2: a second salt of the label " + LABEL);
  }

  @Test
  void saltFile_refusesWhatIsNoPage() {
    for (String file :
        List.of(
            "x",
            "[]",
            "{}",
            "{\"salts\":1}",
            "{\"salts\":[1]}",
            "{\"salts\":[{}]}",
            "{\"salts\":[" + item("AAAA") + "]}",
            "{\"salts\":[" + item("*") + "]}")) {
      assertThatThrownBy(() -> read(file))
          .as(file)
          .isInstanceOf(BrokenOpeningsException.class)
          .hasMessageStartingWith("line 1: not a page of labels");
    }
  }

  private static String item(String salt) {
    return "{\"label\":\"%s\",\"salt\":\"%s\"}".formatted(LABEL, salt);
  }

  private static Map<Hash, Hash> read(String file) throws IOException, BrokenOpeningsException {
    return SaltFile.read(new ByteArrayInputStream(file.getBytes(UTF_8)));
  }

  /** A stream that never gives more than so many bytes at a time. */
  private static InputStream inPieces(byte[] file, int most) {
    return new ByteArrayInputStream(file) {
      @Override
      public int read(byte[] bytes, int from, int length) {
        return super.read(bytes, from, Math.min(length, most));
      }
    };
  }
}
