package dev.tallystick.local.process;

import java.util.List;

/**
 * A part of the suite that runs as a process of its own and can be started again and again.
 *
 * <p>Implementers: {@link #start} leaves nothing running when it throws.
 */
public interface Component {
  /** The name in tables, log files and configuration. */
  String name();

  /** The port that it answers on. */
  int port();

  /**
   * Starts it; it need not be ready when this returns.
   *
   * @throws ComponentFailedException if it cannot start
   */
  Running start() throws ComponentFailedException, InterruptedException;

  /** Whether what was started answers that it is ready. */
  boolean isReady();

  /** The end of its log, for whoever has to find out why it failed. */
  List<String> lastWords();
}
