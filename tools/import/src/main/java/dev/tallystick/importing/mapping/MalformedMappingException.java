package dev.tallystick.importing.mapping;

/** A mapping says something that a mapping cannot say, or leaves out what it must say. */
public final class MalformedMappingException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String path;

  MalformedMappingException(int line, String path, String rule) {
    super("line " + line + ": " + (path.isEmpty() ? "the mapping" : path) + " " + rule);
    this.line = line;
    this.path = path;
  }

  /** The line of the mapping's text, from 1. */
  public int line() {
    return line;
  }

  /** The member that is at fault, such as {@code records[0].fields.amount}; empty for the whole. */
  public String path() {
    return path;
  }
}
