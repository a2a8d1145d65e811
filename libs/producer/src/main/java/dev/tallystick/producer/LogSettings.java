package dev.tallystick.producer;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where the log is and by which key it is known. */
@ConfigMapping(prefix = "tallystick.audit")
public interface LogSettings {
  /** Address of audit-service, such as {@code http://127.0.0.1:8083}. No default. */
  URI url();

  /**
   * The log's verifier key ({@code name+id+base64}). Without it the key is fetched once from
   * audit-service and pinned in this service's database: safe only when nobody can stand in for
   * audit-service at that moment. A value that differs from the pinned one stops the start.
   */
  Optional<String> vkey();
}
