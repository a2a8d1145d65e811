package dev.tallystick.gateway.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where webhooks may lead. */
@ConfigMapping(prefix = "tallystick.webhooks")
interface WebhookSettings {
  /**
   * {@code tallystick.webhooks.own-hosts}: names of the party's own machines, which webhooks may
   * lead to though they are on its own network; by https. None by default: then only machines that
   * anybody may reach are called.
   */
  Optional<Set<String>> ownHosts();

  /** {@code tallystick.webhooks.on-loopback}: whether this machine is called, and by http too. */
  @WithDefault("false")
  boolean onLoopback();

  /**
   * {@code tallystick.webhooks.never-to}: blocks of addresses (CIDR) that are called by no name.
   */
  Optional<List<String>> neverTo();
}
