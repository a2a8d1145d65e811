package dev.tallystick.vault.deposit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChunkLinesTest {
  private static List<String> read(String body) throws IOException {
    ChunkLines lines =
        new ChunkLines(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    List<String> read = new ArrayList<>();
    for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
      read.add(lines.number() + ":" + new String(line.get(), StandardCharsets.UTF_8));
    }
    return read;
  }

  @Test
  void next_passesOverEmptyLinesAndNeedsNoLastEnd() throws IOException {
    assertThat(read("a\n\nb\r\n\r\nc")).containsExactly("1:a", "2:b", "3:c");
    assertThat(read("")).isEmpty();
    assertThat(read("\n\n")).isEmpty();
  }

  @Test
  void next_ofALineAtTheLimit_isRead_andBeyondIt_refused() throws IOException {
    assertThat(read("x".repeat(ChunkLines.MAX_LINE_BYTES))).hasSize(1);
    assertThatThrownBy(() -> read("x".repeat(ChunkLines.MAX_LINE_BYTES + 1)))
        .isInstanceOfSatisfying(
            VaultProblem.class,
            problem -> assertThat(problem.is(VaultProblemCode.CHUNK_TOO_LARGE)).isTrue());
  }

  @Test
  void next_ofTooManyLines_isRefused() throws IOException {
    assertThat(read("x\n".repeat(ChunkLines.MAX_LINES))).hasSize(ChunkLines.MAX_LINES);
    assertThatThrownBy(() -> read("x\n".repeat(ChunkLines.MAX_LINES + 1)))
        .isInstanceOfSatisfying(
            VaultProblem.class,
            problem -> assertThat(problem.is(VaultProblemCode.CHUNK_TOO_LARGE)).isTrue());
  }

  @Test
  void next_ofAnEndlessBody_isRefusedWithoutBeingKept() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return '\n';
          }

          @Override
          public int read(byte[] target, int from, int length) {
            Arrays.fill(target, from, from + length, (byte) '\n');
            return length;
          }
        };

    assertThatThrownBy(() -> new ChunkLines(endless).next())
        .isInstanceOfSatisfying(
            VaultProblem.class,
            problem -> assertThat(problem.is(VaultProblemCode.CHUNK_TOO_LARGE)).isTrue());
  }
}
