package dev.tallystick.gateway.source;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What Kafka's client is told: the installation's own properties, and above them those on which it
 * rests that no message is lost.
 */
final class TopicProperties {
  /** The most messages of a batch. */
  static final int MOST_MESSAGES = 5_000;

  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private TopicProperties() {}

  /**
   * The properties of a consumer. Never logged: they may hold a password.
   *
   * @throws StandstillException if the installation's file cannot be read
   */
  static Map<String, Object> of(TopicSettings settings, String group) throws StandstillException {
    Map<String, Object> properties = new HashMap<>();
    // The broker hears nothing of how its client is doing.
    properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "tallystick-gateway");
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    if (settings.properties().isPresent()) {
      properties.putAll(read(settings.properties().get()));
    }
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.servers().orElseThrow());
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_MESSAGES);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // An offset is noted after the receipt of its chunk, and never guessed.
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return properties;
  }

  private static Map<String, Object> read(Path file) throws StandstillException {
    Properties properties = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      properties.load(text);
    } catch (IOException | IllegalArgumentException e) {
      // What is told of the file may be a part of it.
      throw new StandstillException("PROPERTIES_UNREADABLE");
    }
    Map<String, Object> read = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name)));
    return read;
  }
}
