package dev.tallystick.events.json;

/** A set of ASCII characters. Asked for each character of each event, so it is a table. */
public final class CharSet {
  private static final int ASCII = 128;

  private final boolean[] members = new boolean[ASCII];

  public CharSet(String characters) {
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      if (c >= ASCII) {
        throw new IllegalArgumentException("ASCII only");
      }
      members[c] = true;
    }
  }

  /** Whether all characters from {@code from} to before {@code to} are in the set. */
  public boolean holds(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!has(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the character is in the set. */
  public boolean has(char c) {
    return c < ASCII && members[c];
  }
}
