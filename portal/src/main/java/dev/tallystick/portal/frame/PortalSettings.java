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

  /** How often one network address may read pages for everybody in a minute. */
  @WithDefault("300")
  int publicPerMinute();
}
