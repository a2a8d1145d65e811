package dev.tallystick.rules.pack;

/** A text that is no rule pack. */
public final class InvalidPackException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String rule;

  InvalidPackException(String path, String rule) {
    super(path.isEmpty() ? rule : path + " " + rule);
    this.path = path;
    this.rule = rule;
  }

  /** Where, such as {@code edges.PLATFORM->BUREAU.RELEASE_1.consent.kind}; empty for the whole. */
  public String path() {
    return path;
  }

  /** What it must be. */
  public String rule() {
    return rule;
  }
}
