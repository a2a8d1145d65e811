package dev.tallystick.gateway.setting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** What an installation says about the pages of its clerks. */
@ConfigMapping(prefix = "tallystick.desk")
public interface DeskSettings {
  /**
   * {@code tallystick.desk.enabled}: whether there are pages. Without them the gateway answers its
   * API alone.
   */
  @WithDefault("false")
  boolean enabled();

  /** {@code tallystick.desk.client}: the client of the realm at which clerks log in. */
  @WithDefault("gateway-login")
  String client();

  /** {@code tallystick.desk.zone}: the time zone in which times are written. */
  @WithDefault("Asia/Shanghai")
  ZoneId zone();
}
