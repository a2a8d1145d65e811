package dev.tallystick.gateway.source;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Of a platform: the topic of Kafka whose messages are deposited as they come. */
@ConfigMapping(prefix = "tallystick.topic")
interface TopicSettings {
  /**
   * {@code tallystick.topic.servers}: the brokers to begin with, {@code host:port},
   * comma-separated; without it no topic is read.
   */
  Optional<String> servers();

  /** {@code tallystick.topic.name}: the topic. */
  Optional<String> name();

  /**
   * {@code tallystick.topic.group}: the group under which the broker keeps how far the topic is
   * read; {@code tallystick-} and the party's id if left out. Changed, all is read again.
   */
  Optional<String> group();

  /**
   * {@code tallystick.topic.properties}: a file with more properties of Kafka's client, for TLS and
   * the log-in; mode 0600, since it may hold a password.
   */
  Optional<Path> properties();

  /** {@code tallystick.topic.mapping}: the mapping by which messages are read, by name or file. */
  Optional<String> mapping();

  /** {@code tallystick.topic.agreement}: the supply agreement that records are deposited under. */
  Optional<String> agreement();

  /** {@code tallystick.topic.dir}: a folder of its own for messages on their way, and results. */
  Optional<Path> dir();
}
