package dev.tallystick.tally.analysis;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard input of a program, which may end before it has read all of it. */
final class ProgramInput extends OutputStream {
  private static final int BUFFER = 1 << 16;

  private final OutputStream in;

  ProgramInput(OutputStream in) {
    this.in = new BufferedOutputStream(in, BUFFER);
  }

  /** The program has ended, so that there is no use in going on. */
  static final class EndedException extends IOException {
    private static final long serialVersionUID = 1L;

    EndedException(IOException cause) {
      super("the program has ended", cause);
    }
  }

  @Override
  public void write(int b) throws EndedException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws EndedException {
    try {
      in.write(bytes, from, length);
    } catch (IOException e) {
      throw new EndedException(e);
    }
  }

  @Override
  public void close() throws EndedException {
    try {
      in.close();
    } catch (IOException e) {
      throw new EndedException(e);
    }
  }
}
