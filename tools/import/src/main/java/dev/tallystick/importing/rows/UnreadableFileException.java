package dev.tallystick.importing.rows;

import java.io.IOException;

/** A file is not what its mapping says, so far that reading on makes no sense. */
public final class UnreadableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableFileException(String message) {
    super(message);
  }
}
