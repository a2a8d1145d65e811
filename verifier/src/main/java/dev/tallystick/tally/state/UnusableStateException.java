package dev.tallystick.tally.state;

import java.io.IOException;
import java.util.Objects;

/** What a command has to remember cannot be read, cannot be kept, or is somebody else's. */
public final class UnusableStateException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Names the file and what is the matter with it. */
  public UnusableStateException(String message) {
    super(message);
  }

  /** Returns the file and the reason. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
