package dev.tallystick.analysis;

/** Texts in SQL that is made here. */
final class SqlText {
  private SqlText() {}

  /** A text as a constant. */
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
