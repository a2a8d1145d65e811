package dev.tallystick.bureau.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How much is released ahead of the readers of feeds. */
@ConfigMapping(prefix = "tallystick.feeds")
interface FeedConfig {
  /**
   * {@code tallystick.feeds.unread}: how many reports of one feed may wait to be read. Further
   * changes come together in the next one.
   */
  @WithDefault("4")
  int unread();

  /**
   * {@code tallystick.feeds.term}: how long a report waits to be read. Then it is told as
   * undelivered and its fee is taken back. It must be shorter than the time after which
   * audit-service takes an acknowledgement for overdue (one hour by default).
   */
  @WithDefault("30M")
  Duration term();

  /** {@code tallystick.feeds.sellers}: how many reports of feeds are made at the same time. */
  @WithDefault("4")
  int sellers();

  /** {@code tallystick.feeds.webhook-senders}: how many webhooks are called at the same time. */
  @WithDefault("32")
  int webhookSenders();

  /**
   * {@code tallystick.feeds.webhooks-never-to}: blocks of addresses (CIDR) that no webhook leads
   * to, besides those that not anybody may reach: public ones of an installation's own machines.
   */
  Optional<List<String>> webhooksNeverTo();

  /**
   * {@code tallystick.feeds.webhooks-on-loopback}: whether webhooks may lead to this machine, and
   * then by http too. For the local suite; off loopback the service does not start with it.
   */
  @WithDefault("false")
  boolean webhooksOnLoopback();
}
