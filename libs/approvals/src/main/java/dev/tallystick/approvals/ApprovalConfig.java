package dev.tallystick.approvals;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How privileged acts are bound. A misspelt key stops the start. */
@ConfigMapping(prefix = "tallystick.approvals")
public interface ApprovalConfig {
  /**
   * How long what was proposed is to be seen in the log before it takes effect; 72 hours by
   * default. It does not apply to a rule pack that only narrows. Zero is refused at the start
   * unless the service listens on the loopback address only.
   */
  @WithDefault("72H")
  Duration notice();

  /**
   * Whether an approval takes a log-in with a one-time code; yes by default. It is asked for here
   * once more, so that a service that accepts staff without one still asks for it where two persons
   * are needed.
   */
  @WithDefault("true")
  boolean secondFactor();

  /**
   * For how long an act is kept from other requests after the process that carries it out was heard
   * of last; 30 seconds by default.
   */
  @WithDefault("30S")
  Duration lease();

  /** How often a process says that it is still at it; every 5 seconds by default. */
  @WithDefault("5S")
  Duration renewEvery();

  /** After what time a proposal that nobody has approved comes to nothing; 14 days by default. */
  @WithDefault("P14D")
  Duration lifetime();

  /**
   * How many privileged acts an account may do in a minute, over all replicas; 10 by default. More
   * lets a stolen log-in do more before anybody looks.
   */
  @WithDefault("10")
  int actsPerMinute();
}
