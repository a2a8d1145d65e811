package dev.tallystick.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerHeadTest {
  private static final String HEAD =
      "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nCONTENT-length:  12\r\n\r\n";

  @Test
  void parse_findsStatusAndBody() throws IOException {
    assertThat(parse(HEAD + "{\"eventId\":1")).isEqualTo(new AnswerHead(201, HEAD.length(), 12));
  }

  @Test
  void parse_waitsForEachMissingByte() throws IOException {
    for (int length = 0; length < HEAD.length(); length++) {
      assertThat(parse(HEAD.substring(0, length))).as("%d bytes", length).isNull();
    }
  }

  @Test
  void parse_refusesAnAnswerWithoutLength() {
    assertThatThrownBy(() -> parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Content-Length");
  }

  @Test
  void parse_refusesWhatIsNoStatus() {
    assertThatThrownBy(() -> parse("SSH-2.0-x y z\r\nContent-Length: 1\r\n\r\n"))
        .isInstanceOf(IOException.class);
  }

  private static @Nullable AnswerHead parse(String text) throws IOException {
    return AnswerHead.parse(ByteBuffer.wrap(text.getBytes(US_ASCII)), text.length());
  }
}
