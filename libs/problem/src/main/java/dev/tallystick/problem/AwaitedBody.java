package dev.tallystick.problem;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body as a stream that tells how long its reader waits for the sender. */
final class AwaitedBody extends FilterInputStream {
  private final BodyArrival arrival;

  AwaitedBody(InputStream body, BodyArrival arrival) {
    super(body);
    this.arrival = arrival;
  }

  @Override
  public int read() throws IOException {
    arrival.await(System.nanoTime());
    try {
      return super.read();
    } finally {
      arrival.served(System.nanoTime());
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    arrival.await(System.nanoTime());
    try {
      return super.read(buffer, offset, length);
    } finally {
      arrival.served(System.nanoTime());
    }
  }
}
