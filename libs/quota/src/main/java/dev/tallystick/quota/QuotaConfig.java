package dev.tallystick.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much each kind of holder may do; docs/limits.md says why so much. */
@ConfigMapping(prefix = "tallystick.quota")
public interface QuotaConfig {
  /** Requests of any kind, in a minute. */
  Requests requests();

  /** Requests that add something to the log or to a table, in a day. */
  Appends appends();

  /** Requests of any kind, in a minute. */
  interface Requests {
    /** Of a person. */
    @WithDefault("600")
    int person();

    /** Of a party, over all its machines and clerks. */
    @WithDefault("60000")
    int party();

    /** Of an auditor, the regulator or an operator. */
    @WithDefault("6000")
    int account();
  }

  /** Requests that add something, in a day. */
  interface Appends {
    /** Of a person. */
    @WithDefault("300")
    int person();

    /** Of a party, over all its machines and clerks. */
    @WithDefault("5000000")
    int party();

    /** Of an auditor, the regulator or an operator. */
    @WithDefault("20000")
    int account();
  }
}
