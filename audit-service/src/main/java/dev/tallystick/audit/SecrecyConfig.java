package dev.tallystick.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator can set about reads that are kept from their person. */
@ConfigMapping(prefix = "tallystick.audit.secrecy")
interface SecrecyConfig {

  /**
   * {@code tallystick.audit.secrecy.every}: how often the service looks for sealed entries whose
   * time has come; {@code off} for never, where another replica does.
   */
  @WithDefault("1m")
  String every();

  /**
   * {@code tallystick.audit.secrecy.longest}: for how long an authority may keep a read from its
   * person; 731 days at most, or the service does not start.
   */
  @WithDefault("P180D")
  Duration longest();
}
