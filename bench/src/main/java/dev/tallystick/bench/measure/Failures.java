package dev.tallystick.bench.measure;

/**
 * Answers that confirm nothing.
 *
 * @param count how many
 * @param first what the first one said; empty if there is none
 */
public record Failures(long count, String first) {
  /** No failure. */
  public static final Failures NONE = new Failures(0, "");

  private static final int MAX_TEXT = 400;

  /** These failures and more of them. */
  public Failures and(long more, String text) {
    String told = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
    return more == 0 ? this : new Failures(count + more, count == 0 ? told : first);
  }

  /** These failures and those of another thread or round. */
  public Failures and(Failures others) {
    return and(others.count, others.first);
  }
}
