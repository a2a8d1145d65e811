package dev.tallystick.keys;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKey;

/**
 * 32 secret bytes that only this package uses, overwritten when closed.
 *
 * <p>Safe for threads. Closing waits for nobody: uses that have begun end with the right bytes,
 * later ones are refused, and the last of them overwrites.
 */
final class Secret implements SecretKey, AutoCloseable {
  static final int SIZE = 32;

  /** The sign bit of {@link #users}: no more users. */
  private static final int CLOSED = Integer.MIN_VALUE;

  private final transient byte[] bytes;
  private final AtomicInteger users = new AtomicInteger();

  private Secret(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a key has 32 bytes, not " + bytes.length);
    }
    this.bytes = bytes;
  }

  /** The caller no longer uses {@code bytes}. */
  static Secret takeOwnershipOf(byte[] bytes) {
    return new Secret(bytes);
  }

  static Secret draw(SecureRandom random) {
    byte[] bytes = new byte[SIZE];
    random.nextBytes(bytes);
    return new Secret(bytes);
  }

  /** Begins a use; {@link #leave} ends it. */
  void enter() {
    int before;
    do {
      before = users.get();
      if (before < 0) {
        throw new KeyClosedException();
      }
    } while (!users.compareAndSet(before, before + 1));
  }

  void leave() {
    if (users.decrementAndGet() == CLOSED) {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** The bytes themselves; only between {@link #enter} and {@link #leave}, and never kept. */
  byte[] bytes() {
    return bytes;
  }

  @Override
  public void close() {
    int before;
    do {
      before = users.get();
      if (before < 0) {
        return;
      }
    } while (!users.compareAndSet(before, before | CLOSED));
    if (before == 0) {
      Arrays.fill(bytes, (byte) 0);
    }
    Gcm.forget(this);
  }

  @Override
  public void destroy() {
    close();
  }

  @Override
  public boolean isDestroyed() {
    return users.get() < 0;
  }

  @Override
  public String getAlgorithm() {
    return "AES";
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** For the JDK's cipher, which overwrites the copy that it gets. */
  @Override
  public byte[] getEncoded() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }
}
