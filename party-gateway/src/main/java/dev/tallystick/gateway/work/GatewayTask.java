package dev.tallystick.gateway.work;

import java.time.Duration;

/**
 * Something that has to be done now and then, on a thread of its own.
 *
 * <p>Implementers must keep: doing it twice is as good as doing it once; what throws is done again
 * a little later.
 */
public interface GatewayTask {
  /** Does what is due. Blocks. */
  void run();

  /** How long after it is done it is looked for again. */
  Duration every();
}
