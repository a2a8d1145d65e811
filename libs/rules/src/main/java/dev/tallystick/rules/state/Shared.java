package dev.tallystick.rules.state;

/**
 * Makes equal values one object where it can: what ten million consents say is said in few ways. A
 * table of fixed size that remembers the last value of each place; what it has forgotten is kept
 * twice, and nothing else comes of it. Values are immutable, so a race loses nothing either.
 */
final class Shared {
  private static final int SIZE = 1 << 12;
  private static final Object[] SEEN = new Object[SIZE];

  private Shared() {}

  /** An equal value, perhaps one that was given before. */
  @SuppressWarnings("unchecked")
  static <T> T one(T value) {
    int hash = value.hashCode() * 0x9E3779B9;
    int place = (hash >>> 16) & (SIZE - 1);
    Object seen = SEEN[place];
    if (value.equals(seen)) {
      return (T) seen;
    }
    SEEN[place] = value;
    return value;
  }
}
