package dev.tallystick.tlog;

/** The text is not the path of a tile. */
public final class MalformedTilePathException extends TlogException {
  private static final long serialVersionUID = 1L;

  MalformedTilePathException(String message) {
    super(message);
  }
}
