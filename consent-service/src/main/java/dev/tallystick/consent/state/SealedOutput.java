package dev.tallystick.consent.state;

import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.SealedValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/**
 * Seals a stream in pieces of a megabyte. Each piece is bound to its place and the last one to
 * being the last, so that none can be left out, moved or cut off unseen.
 */
final class SealedOutput extends OutputStream {
  static final int PIECE = 1 << 20;

  private final OutputStream out;
  private final DataKey key;
  private final UUID id;
  private final byte[] piece = new byte[PIECE];
  private int length;
  private long number;

  SealedOutput(OutputStream out, DataKey key, UUID id) {
    this.out = out;
    this.key = key;
    this.id = id;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    int at = from;
    while (at < from + count) {
      if (length == PIECE) {
        seal(false);
      }
      int part = Math.min(PIECE - length, from + count - at);
      System.arraycopy(bytes, at, piece, length, part);
      length += part;
      at += part;
    }
  }

  /** Seals what is left as the last piece; nothing may be written any more. */
  void finish() throws IOException {
    seal(true);
    out.flush();
  }

  private void seal(boolean last) throws IOException {
    SealedValue sealed =
        key.seal(Arrays.copyOf(piece, length), SealedPieces.context(id, number, last));
    out.write(ByteBuffer.allocate(5).putInt(sealed.length()).put((byte) (last ? 1 : 0)).array());
    out.write(sealed.toByteArray());
    length = 0;
    number++;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
