package dev.tallystick.producer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the events that have no outcome yet are taken up again. */
@ConfigMapping(prefix = "tallystick.outbox")
public interface OutboxSettings {
  /**
   * How long a process keeps an event to itself; after a crash another one takes it up that much
   * later. Shorter than {@link #giveUpAfter} lets two processes send the same event, which the log
   * answers alike.
   */
  @WithDefault("20S")
  Duration lease();

  /** How long to wait before the next try while the log is away. */
  @WithDefault("1S")
  Duration retryEvery();

  /** How long a caller waits for the log. A permit lasts ten seconds: longer serves nobody. */
  @WithDefault("8S")
  Duration giveUpAfter();
}
