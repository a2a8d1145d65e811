package dev.tallystick.consent.state;

import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealedValue;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/** Opens what {@link SealedOutput} has sealed; the first piece that does not hold ends it. */
final class SealedInput extends InputStream {
  private final DataInputStream in;
  private final DataKey key;
  private final UUID id;
  private byte[] piece = new byte[0];
  private int at;
  private long number;
  private boolean ended;

  SealedInput(InputStream in, DataKey key, UUID id) {
    this.in = new DataInputStream(in);
    this.key = key;
    this.id = id;
  }

  @Override
  public int read() throws IOException {
    return fill() ? piece[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int from, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int part = Math.min(count, piece.length - at);
    System.arraycopy(piece, at, target, from, part);
    at += part;
    return part;
  }

  private boolean fill() throws IOException {
    while (at == piece.length) {
      if (ended) {
        return false;
      }
      open();
    }
    return true;
  }

  private void open() throws IOException {
    int length = in.readInt();
    boolean last = in.readByte() == 1;
    if (length < SealedValue.OVERHEAD || length > SealedOutput.PIECE + SealedValue.OVERHEAD) {
      throw new IOException("a piece of " + length + " bytes");
    }
    byte[] sealed = new byte[length];
    in.readFully(sealed);
    try {
      piece = key.open(SealedValue.takeOwnershipOf(sealed), SealedPieces.context(id, number, last));
    } catch (SealBrokenException e) {
      throw new IOException("piece " + number + " does not open", e);
    }
    at = 0;
    number++;
    ended = last;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
