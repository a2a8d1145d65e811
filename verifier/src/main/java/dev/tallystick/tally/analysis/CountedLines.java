package dev.tallystick.tally.analysis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Lines for a program, and a last one that says how many there were. Whoever writes them may be
 * killed between two lines: to the program that looks like their end, save for the last one.
 */
public final class CountedLines extends OutputStream {
  private final OutputStream out;
  private long lines;
  private boolean isWithin;

  /** Writes to this stream, which whoever opened it closes. */
  public CountedLines(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    for (int i = from; i < from + length; i++) {
      isWithin = bytes[i] != '\n';
      if (!isWithin) {
        lines++;
      }
    }
    out.write(bytes, from, length);
  }

  /** Says that these were all. */
  public void end() throws IOException {
    if (isWithin) {
      write('\n');
    }
    out.write("{\"end\":%d}\n".formatted(lines).getBytes(US_ASCII));
  }
}
