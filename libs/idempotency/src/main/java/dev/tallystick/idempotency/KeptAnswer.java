package dev.tallystick.idempotency;

import org.jspecify.annotations.Nullable;

/** An answer as it is kept for retries. Immutable. */
public final class KeptAnswer {
  private final int status;
  private final @Nullable String contentType;
  private final @Nullable String location;
  private final byte[] body;

  /**
   * An answer.
   *
   * @param body what was sent; or, where that may not be kept, what the service needs to find or
   *     make it again
   */
  public KeptAnswer(
      int status, @Nullable String contentType, @Nullable String location, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.location = location;
    this.body = body.clone();
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The media type of the body, if there is a body. */
  public @Nullable String contentType() {
    return contentType;
  }

  /** The header {@code Location}, if there was one. */
  public @Nullable String location() {
    return location;
  }

  /** A copy of the body; of length zero when there is none. */
  public byte[] body() {
    return body.clone();
  }
}
