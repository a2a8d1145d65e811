package dev.tallystick.gateway.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A broker of Kafka with one node on loopback, which can be killed and started again with what it
 * holds. It lets everybody in at one port, and at another those who know the password.
 */
public final class LocalBroker implements AutoCloseable {
  public static final String USER = "gateway";
  public static final String PASSWORD = "the-password-of-the-broker";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final int port;
  private final int securePort;
  private final int controllerPort;
  private @Nullable Process process;

  /** A broker that keeps what it holds in this folder. */
  public LocalBroker(Path folder) throws IOException {
    this.folder = folder;
    try (ServerSocket one = new ServerSocket(0);
        ServerSocket two = new ServerSocket(0);
        ServerSocket three = new ServerSocket(0)) {
      this.port = one.getLocalPort();
      this.securePort = two.getLocalPort();
      this.controllerPort = three.getLocalPort();
    }
  }

  /** Where everybody is let in. */
  public String servers() {
    return "127.0.0.1:" + port;
  }

  /** Where the password is asked for. */
  public String secureServers() {
    return "127.0.0.1:" + securePort;
  }

  /** Starts it and waits until it answers. */
  public void start() throws IOException {
    Properties settings = new Properties();
    settings.putAll(settings());
    Path file = folder.resolve("broker.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("broker.log").toFile()))
            .start();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              try (Admin admin = admin()) {
                return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
              }
            });
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners",
        "PLAINTEXT://%s,SASL_PLAINTEXT://%s,CONTROLLER://127.0.0.1:%d"
            .formatted(servers(), secureServers(), controllerPort));
    settings.put(
        "advertised.listeners",
        "PLAINTEXT://%s,SASL_PLAINTEXT://%s".formatted(servers(), secureServers()));
    settings.put(
        "listener.security.protocol.map",
        "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put(
        "listener.name.sasl_plaintext.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
            .formatted(USER, PASSWORD));
    settings.put("log.dirs", folder.resolve("logs").toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.min.session.timeout.ms", "1000");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "2");
    settings.put("offsets.topic.num.partitions", "1");
    for (String internal :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      settings.put(internal + ".replication.factor", "1");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    return settings;
  }

  /** Kills it, as a machine that loses its power does. */
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", servers()));
  }

  /** Makes a topic. */
  public void make(String topic, int partitions) {
    ask(
        admin ->
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get());
  }

  /** Forgets the messages of a partition before this offset, as a term of retention does. */
  public void forgetBefore(String topic, int partition, long offset) {
    ask(
        admin ->
            admin
                .deleteRecords(
                    Map.of(
                        new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get());
  }

  /** How far a group has read a partition; 0 if it has noted nothing. */
  public long noted(String group, String topic, int partition) {
    return ask(
        admin -> {
          OffsetAndMetadata noted =
              admin
                  .listConsumerGroupOffsets(group)
                  .partitionsToOffsetAndMetadata()
                  .get()
                  .get(new TopicPartition(topic, partition));
          return noted == null ? 0L : noted.offset();
        });
  }

  /** What a group is about. */
  public GroupState state(String group) {
    return ask(
        admin ->
            admin
                .describeConsumerGroups(List.of(group))
                .all()
                .get()
                .values()
                .iterator()
                .next()
                .groupState());
  }

  /** Another program that reads as a member of a group; it notes nothing by itself. */
  public KafkaConsumer<byte[], byte[]> member(String group) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", servers(), "group.id", group, "enable.auto.commit", "false"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask(Admin admin) throws ExecutionException, InterruptedException;
  }

  private <T extends @Nullable Object> T ask(Question<T> question) {
    try (Admin admin = admin()) {
      return question.ask(admin);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends values to a partition, each null or UTF-8; all of them are there afterwards. */
  public void send(String topic, int partition, List<@Nullable String> values) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String value : values) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    topic,
                    partition,
                    "a-key-that-nobody-reads".getBytes(UTF_8),
                    value == null ? null : value.getBytes(UTF_8)));
      }
      producer.flush();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
