package dev.tallystick.portal.frame;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** What an installation may choose about the pages. */
@ConfigMapping(prefix = "tallystick.portal")
public interface PortalSettings {
  /** {@code tallystick.portal.zone}: the time zone in which times are written. */
  @WithDefault("Asia/Shanghai")
  ZoneId zone();

  /** {@code tallystick.portal.requests-per-minute}: how many pages one address gets in a minute. */
  @WithDefault("600")
  int requestsPerMinute();
}
