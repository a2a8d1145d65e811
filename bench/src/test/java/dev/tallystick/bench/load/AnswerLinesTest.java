package dev.tallystick.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class AnswerLinesTest {
  private static final String LOGGED = "{\"eventId\":\"a\",\"index\":12}";
  private static final String LONGER = "{\"eventId\":\"a\",\"index\":123}";
  private static final String REFUSED = "{\"type\":\"urn:x\"}";

  private final AnswerLines lines = new AnswerLines();

  @Test
  void scan_countsLinesOfDifferentLengths() {
    scan(0, LOGGED, LOGGED, LONGER, LONGER, LOGGED);

    assertThat(lines.confirmed()).isEqualTo(5);
    assertThat(lines.refused()).isZero();
    assertThat(lines.firstRefused()).isEqualTo(-1);
  }

  @Test
  void scan_tellsRefusedLinesApart() {
    scan(0, LOGGED, REFUSED, REFUSED, LOGGED);

    assertThat(lines.confirmed()).isEqualTo(2);
    assertThat(lines.refused()).isEqualTo(2);
    assertThat(lines.firstRefused()).isEqualTo(LOGGED.length() + 1);
  }

  @Test
  void scan_findsTheWantedLine() {
    String text = scan(2, LOGGED, LONGER, REFUSED, LOGGED);

    assertThat(text.substring(lines.wantedFrom(), lines.wantedTo())).isEqualTo(REFUSED);
  }

  @Test
  void scan_forgetsTheAnswerBefore() {
    scan(0, REFUSED, LOGGED);

    scan(3, LOGGED);

    assertThat(lines.confirmed()).isEqualTo(1);
    assertThat(lines.refused()).isZero();
    assertThat(lines.wantedFrom()).isEqualTo(-1);
  }

  private String scan(int wanted, String... all) {
    String text = String.join("\n", all) + "\n";
    lines.scan(ByteBuffer.wrap(text.getBytes(US_ASCII)), 0, text.length(), wanted);
    return text;
  }
}
