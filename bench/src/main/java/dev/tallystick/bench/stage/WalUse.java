package dev.tallystick.bench.stage;

/**
 * What the server has written to its write-ahead log so far; two readings around a round tell what
 * the round has written.
 *
 * @param bytes all of it
 * @param images whole pages in it: the first change of a page after a checkpoint writes all of it
 */
public record WalUse(long bytes, long images) {
  /** What was written since an earlier reading. */
  public WalUse since(WalUse earlier) {
    return new WalUse(bytes - earlier.bytes, images - earlier.images);
  }
}
