package dev.tallystick.importing.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DamagedGzipTest {
  private static final int BUFFER = 16;

  private static byte[] packed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write("order;who\n7001;70007\n".repeat(40).getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static long read(byte[] packed) throws IOException {
    return UnpackedStream.of(new ByteArrayInputStream(packed), BUFFER).readAllBytes().length;
  }

  @Test
  void whole_isUnpacked() throws Exception {
    assertThat(read(packed())).isEqualTo(21L * 40);
  }

  @Test
  void damaged_isSaidToBe_whereverTheDamageIs() throws Exception {
    byte[] packed = packed();
    byte[] otherMethod = packed.clone();
    otherMethod[2] = 9;
    byte[] otherSum = packed.clone();
    otherSum[packed.length - 8] ^= 1;
    byte[] half = Arrays.copyOf(packed, packed.length / 2);
    byte[] head = Arrays.copyOf(packed, 5);

    for (byte[] file : List.of(otherMethod, otherSum, half, head)) {
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(UnreadableFileException.class)
          .hasMessageStartingWith("the file is damaged gzip");
    }
  }
}
