package dev.tallystick.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The limits of the bodies that a service reads as a whole. */
@ConfigMapping(prefix = "tallystick.http.body")
public interface BodySettings {
  /** The largest; as {@code quarkus.http.limits.max-body-size} says unless it is set. */
  Optional<MemorySize> maxSize();

  /** How long a body may take; 30 seconds by default. A slower one is answered with 408. */
  @WithDefault("30S")
  Duration within();

  /** The least that arrives in a second, taken over a {@link #window}; 1 KB by default. */
  @WithDefault("1K")
  MemorySize perSecond();

  /** Over how long the rate is taken; 10 seconds by default: a lost packet makes nobody slow. */
  @WithDefault("10S")
  Duration window();
}
