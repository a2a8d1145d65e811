package dev.tallystick.bureau.background;

import dev.tallystick.bureau.tenancy.BureauId;

/**
 * Something that has to be done now and then for each bureau.
 *
 * <p>Implementers must keep: doing it twice, also by two processes at a time, is as good as doing
 * it once; what throws is done again a little later.
 */
public interface BackgroundTask {
  /** Does what is due for one bureau. Blocks. */
  void run(BureauId bureau);
}
