package dev.tallystick.tally.log;

import java.io.IOException;

/** A file of the log is missing or cannot be what it should be: the log is at fault. */
public final class WrongFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String reason;

  WrongFileException(String path, String reason) {
    super(path + " " + reason);
    this.path = path;
    this.reason = reason;
  }

  /** The file's path below the log's prefix. */
  public String path() {
    return path;
  }

  /** What is wrong with it, as the end of a sentence that begins with the path. */
  public String reason() {
    return reason;
  }
}
