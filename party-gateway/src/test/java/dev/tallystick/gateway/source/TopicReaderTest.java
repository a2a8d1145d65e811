package dev.tallystick.gateway.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.gateway.scripted.LocalBroker;
import dev.tallystick.gateway.scripted.ReadTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a broker: what is read, what is noted, and what is said when neither is possible. */
class TopicReaderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String BY_OTHERS = "TOPIC_READ_BY_OTHERS";

  @TempDir static Path brokerFolder;

  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private static LocalBroker broker;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    broker = new LocalBroker(brokerFolder);
    broker.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private record Settings(
      Optional<String> servers, Optional<String> name, Optional<Path> properties)
      implements TopicSettings {
    @Override
    public Optional<String> group() {
      return Optional.empty();
    }

    @Override
    public Optional<String> mapping() {
      return Optional.empty();
    }

    @Override
    public Optional<String> agreement() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> dir() {
      return Optional.empty();
    }
  }

  private TopicReader reader(String topic, String password) throws IOException {
    return new TopicReader(
        new Settings(
            Optional.of(broker.secureServers()),
            Optional.of(topic),
            Optional.of(ReadTopic.properties(folder, password))),
        "group-" + topic);
  }

  private BatchSpool spool() throws IOException {
    return new BatchSpool(folder.resolve("spool"), "topic");
  }

  /** Reads until a batch is there. */
  private static BatchSpool.Batch batch(TopicReader reader, BatchSpool spool) throws Exception {
    for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
      reader.read(spool);
      Optional<BatchSpool.Batch> batch = spool.find();
      if (batch.isPresent()) {
        return batch.get();
      }
    }
    throw new AssertionError("nothing was read");
  }

  /** Why it stands still; empty while it does not. */
  private static String code(TopicReader reader, BatchSpool spool) throws IOException {
    try {
      reader.read(spool);
      return "";
    } catch (StandstillException e) {
      return e.code();
    }
  }

  private static void awaitCode(TopicReader reader, BatchSpool spool, String code) {
    await().atMost(PATIENCE).until(() -> code(reader, spool), code::equals);
  }

  @Test
  void read_beginsAtTheFirstMessage_andGoesOnBehindWhatIsNoted() throws Exception {
    broker.make("walk", 2);
    broker.send("walk", 0, ReadTopic.sales("a", 3));
    broker.send("walk", 1, ReadTopic.sales("b", 2));
    BatchSpool spool = spool();
    int read = 0;
    try (TopicReader reader = reader("walk", LocalBroker.PASSWORD)) {
      while (read < 5) {
        BatchSpool.Batch batch = batch(reader, spool);
        read += batch.places().size();
        reader.commit(TopicMessage.behind(batch));
        spool.end(batch, Instant.EPOCH);
      }
    }
    assertThat(broker.noted("group-walk", "walk", 0)).isEqualTo(3);
    assertThat(broker.noted("group-walk", "walk", 1)).isEqualTo(2);

    broker.send("walk", 1, ReadTopic.sales("c", 1));
    try (TopicReader reader = reader("walk", LocalBroker.PASSWORD)) {
      BatchSpool.Batch batch = batch(reader, spool);
      assertThat(batch.places()).hasSize(1);
      assertThat(batch.last().getInteger("offset")).isEqualTo(2);
    }
  }

  @Test
  void read_whatWasNotNoted_isReadAgain_andAWholeBatchBeforeIsPassedOver() throws Exception {
    broker.make("again", 1);
    broker.send("again", 0, ReadTopic.sales("a", 3));
    BatchSpool spool = spool();
    BatchSpool.Batch first;
    try (TopicReader reader = reader("again", LocalBroker.PASSWORD)) {
      first = batch(reader, spool);
    }
    // It is deposited by a member that has just come, and has read nothing itself.
    broker.send("again", 0, ReadTopic.sales("b", 2));
    try (TopicReader reader = reader("again", LocalBroker.PASSWORD)) {
      reader.commit(TopicMessage.behind(first));
      spool.end(first, Instant.EPOCH);
      assertThat(batch(reader, spool).places().get(0).getInteger("offset"))
          .isEqualTo(first.places().size());
    }
  }

  @Test
  void commit_neverGoesBack() throws Exception {
    broker.make("back", 1);
    broker.send("back", 0, ReadTopic.sales("a", 5));
    TopicPartition only = new TopicPartition("back", 0);
    try (TopicReader reader = reader("back", LocalBroker.PASSWORD)) {
      reader.commit(Map.of(only, 4L));
      reader.commit(Map.of(only, 2L));
      assertThat(broker.noted("group-back", "back", 0)).isEqualTo(4);

      BatchSpool.Batch batch = batch(reader, spool());
      assertThat(batch.places()).hasSize(1);
      assertThat(batch.last().getInteger("offset")).isEqualTo(4);
    }
  }

  /** Between giving its partitions up and getting some back, a member has none. */
  @Test
  void commit_whileTheGroupHandsPartitionsOut_notesWhatThisMemberKeeps() throws Exception {
    broker.make("handed", 2);
    broker.send("handed", 0, ReadTopic.sales("a", 2));
    broker.send("handed", 1, ReadTopic.sales("b", 2));
    BatchSpool spool = spool();
    Map<TopicPartition, Long> deposited =
        Map.of(new TopicPartition("handed", 0), 2L, new TopicPartition("handed", 1), 2L);
    try (TopicReader reader = reader("handed", LocalBroker.PASSWORD);
        KafkaConsumer<byte[], byte[]> other = broker.member("group-handed")) {
      BatchSpool.Batch unused = batch(reader, spool);
      other.subscribe(List.of("handed"));
      await()
          .atMost(PATIENCE)
          .until(() -> step(other), state -> state == GroupState.PREPARING_REBALANCE);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                reader.stayIn();
                return broker.state("group-handed") != GroupState.PREPARING_REBALANCE;
              });
      AtomicBoolean isOver = new AtomicBoolean();
      CompletableFuture<Void> goesOn =
          CompletableFuture.runAsync(
              () -> {
                while (!isOver.get()) {
                  assertThat(other.poll(Duration.ofMillis(100)).count()).isNotNegative();
                }
              });
      try {
        reader.commit(deposited);
      } finally {
        isOver.set(true);
        goesOn.join();
      }
      // Each of the two has one partition.
      assertThat(
              broker.noted("group-handed", "handed", 0) + broker.noted("group-handed", "handed", 1))
          .isEqualTo(2);
    }
  }

  private static GroupState step(KafkaConsumer<?, ?> member) {
    assertThat(member.poll(Duration.ZERO).count()).isZero();
    return broker.state("group-handed");
  }

  @Test
  void read_messagesThatAreGone_standsStill() throws Exception {
    broker.make("gone", 1);
    broker.send("gone", 0, ReadTopic.sales("a", 5));
    try (TopicReader reader = reader("gone", LocalBroker.PASSWORD)) {
      reader.commit(Map.of(new TopicPartition("gone", 0), 2L));
    }
    broker.forgetBefore("gone", 0, 4);

    try (TopicReader reader = reader("gone", LocalBroker.PASSWORD)) {
      awaitCode(reader, spool(), "MESSAGES_GONE");
    }
    assertThat(broker.noted("group-gone", "gone", 0)).isEqualTo(2);
  }

  @Test
  void read_withoutATopicOrTheRightPassword_saysSo() throws Exception {
    try (TopicReader reader = reader("nowhere", LocalBroker.PASSWORD)) {
      awaitCode(reader, spool(), "TOPIC_UNKNOWN");
    }
    broker.make("closed", 1);
    try (TopicReader reader = reader("closed", "a-password-that-is-wrong")) {
      awaitCode(reader, spool(), "BROKER_REFUSES");
    }
  }

  @Test
  void read_whileOthersHaveEveryPartition_saysSo_andTakesOverWhenTheyLeave() throws Exception {
    broker.make("shared", 1);
    BatchSpool spool = spool();
    // Which of the two gets the partition, the broker draws.
    try (TopicReader one = reader("shared", LocalBroker.PASSWORD);
        TopicReader other = reader("shared", LocalBroker.PASSWORD)) {
      await()
          .atMost(PATIENCE)
          .until(() -> List.of(code(one, spool), code(other, spool)).contains(BY_OTHERS));
      boolean isOneLeftOut = code(one, spool).equals(BY_OTHERS);
      (isOneLeftOut ? other : one).close();
      TopicReader left = isOneLeftOut ? one : other;
      broker.send("shared", 0, ReadTopic.sales("a", 1));
      await().atMost(PATIENCE).until(() -> code(left, spool).isEmpty() && spool.find().isPresent());
    }
  }

  @Test
  void read_fileOfPropertiesThatCannotBeUsed_saysNothingOfIt() throws Exception {
    Path file = folder.resolve("broken.properties");
    Files.write(file, List.of("security.protocol=tell-nobody"));
    Settings unusable =
        new Settings(Optional.of(broker.servers()), Optional.of("t"), Optional.of(file));
    try (TopicReader reader = new TopicReader(unusable, "g")) {
      awaitCode(reader, spool(), "PROPERTIES_UNUSABLE");
    }
    Settings missing =
        new Settings(
            Optional.of(broker.servers()), Optional.of("t"), Optional.of(folder.resolve("none")));
    try (TopicReader reader = new TopicReader(missing, "g")) {
      awaitCode(reader, spool(), "PROPERTIES_UNREADABLE");
    }
  }
}
