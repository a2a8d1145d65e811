package dev.tallystick.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What an operator can set about detectors. */
@ConfigMapping(prefix = "tallystick.audit.detectors")
interface DetectorConfig {

  /**
   * {@code tallystick.audit.detectors.every}: how often they look at what the log has grown by;
   * {@code off} for never.
   */
  @WithDefault("1m")
  String every();

  /**
   * {@code tallystick.audit.detectors.file}: the detectors that there are, as JSON, in place of the
   * service's own; the service does not start with a file that is none. What a detector is asked to
   * remember takes memory: about 200 bytes for each person or party that it keeps, more for busy
   * ones.
   */
  Optional<Path> file();
}
