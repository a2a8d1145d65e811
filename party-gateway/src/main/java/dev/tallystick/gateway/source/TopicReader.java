package dev.tallystick.gateway.source;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic as a member of a group, and notes at the broker how far it is deposited.
 * Thread-safe; somebody has to come back to {@link #read} or {@link #stayIn} more often than {@code
 * max.poll.interval.ms} says.
 *
 * <p>Guarantee: an offset is noted by {@link #commit} alone, and never goes back. What was read and
 * did not come to be in the folder is read again. Not guaranteed: that no other member reads the
 * same message. One that takes a partition over begins at the last noted offset, though a batch
 * behind it may be on its way here; the vault tells the records of the second as duplicates.
 */
final class TopicReader implements Closeable {
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Duration LEAVE_WITHIN = Duration.ofSeconds(3);

  /** For so long a new member may wait for the others before it says so. */
  private static final Duration JOIN_WITHIN = Duration.ofSeconds(15);

  /** How often a topic that gives nothing is asked whether its broker is there. */
  private static final Duration LOOK = Duration.ofSeconds(3);

  private static final String AWAY = "BROKER_AWAY";
  private static final int UNASSIGNED = -1;

  private final TopicSettings settings;
  private final String group;
  private final Map<TopicPartition, Long> readUpTo = new HashMap<>();
  private @Nullable KafkaConsumer<byte[], byte[]> open;
  private long memberAt;
  private long heardAt;

  /**
   * The generation of the group whose partitions are known; none while the group hands them out.
   */
  private int assigned = UNASSIGNED;

  TopicReader(TopicSettings settings, String group) {
    this.settings = settings;
    this.group = group;
  }

  /** Something that is asked of the broker. */
  @FunctionalInterface
  private interface Call {
    void on(KafkaConsumer<byte[], byte[]> consumer) throws IOException, StandstillException;
  }

  /**
   * Reads what has come into the folder; waits a second for it.
   *
   * @throws StandstillException if the broker is away or gives nothing to this member
   */
  synchronized void read(BatchSpool spool) throws IOException, StandstillException {
    call(
        consumer -> {
          consumer.resume(consumer.paused());
          ConsumerRecords<byte[], byte[]> messages = poll(consumer, WAIT);
          if (messages.isEmpty()) {
            requireAnswer(consumer);
            return;
          }
          heardAt = System.nanoTime();
          try (BatchSpool.Draft draft = spool.begin()) {
            for (ConsumerRecord<byte[], byte[]> message : messages) {
              draft.add(TopicMessage.row(message.value()), TopicMessage.place(message));
            }
            draft.finish();
          }
          for (ConsumerRecord<byte[], byte[]> message : messages) {
            readUpTo.put(
                new TopicPartition(message.topic(), message.partition()), message.offset() + 1);
          }
        });
  }

  /**
   * Notes that the topic is deposited up to these offsets, and goes on behind them. Partitions that
   * another member has meanwhile are its own business.
   *
   * @throws StandstillException if the broker has not noted it; done again, it is
   */
  synchronized void commit(Map<TopicPartition, Long> next) throws IOException, StandstillException {
    call(
        consumer -> {
          join(consumer);
          Map<TopicPartition, Long> own = new HashMap<>(next);
          own.keySet().retainAll(consumer.assignment());
          Map<TopicPartition, OffsetAndMetadata> noted =
              consumer.committed(own.keySet(), ANSWER_WITHIN);
          own.replaceAll((partition, offset) -> furthest(noted.get(partition), offset));
          Map<TopicPartition, OffsetAndMetadata> further = new HashMap<>();
          own.forEach((partition, offset) -> further.put(partition, new OffsetAndMetadata(offset)));
          consumer.commitSync(further, ANSWER_WITHIN);
          // Given away and got back in between, a partition stands where it was last noted.
          own.forEach(
              (partition, offset) -> {
                if (!offset.equals(readUpTo.put(partition, offset))) {
                  consumer.seek(partition, offset);
                }
              });
        });
  }

  private static long furthest(@Nullable OffsetAndMetadata noted, long offset) {
    return noted == null ? offset : Math.max(noted.offset(), offset);
  }

  /** Stays a member of the group while nothing can be read. */
  synchronized void stayIn() {
    KafkaConsumer<byte[], byte[]> consumer = open;
    if (consumer == null) {
      return;
    }
    try {
      consumer.pause(consumer.assignment());
      requireNone(poll(consumer, Duration.ZERO));
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      // The next read finds out, and says why.
      close();
    }
  }

  private static void requireNone(ConsumerRecords<byte[], byte[]> messages) {
    if (!messages.isEmpty()) {
      throw new IllegalStateException("a partition that is paused gives messages");
    }
  }

  private void call(Call call) throws IOException, StandstillException {
    boolean isSound = false;
    try {
      call.on(open());
      isSound = true;
    } catch (StandstillException | RetriableException e) {
      // It goes on by itself when the broker is back.
      isSound = true;
      throw e instanceof StandstillException told ? told : new StandstillException(AWAY);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw new StandstillException(code(e));
    } finally {
      if (!isSound) {
        // Nothing is known of where it stands: another begins where the broker has noted.
        close();
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> open() throws StandstillException {
    KafkaConsumer<byte[], byte[]> known = open;
    if (known != null) {
      return known;
    }
    Map<String, Object> properties = TopicProperties.of(settings, group);
    KafkaConsumer<byte[], byte[]> consumer;
    try {
      consumer =
          new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      // Its text may name what stands in the file.
      throw new StandstillException("PROPERTIES_UNUSABLE");
    }
    open = consumer;
    readUpTo.clear();
    assigned = UNASSIGNED;
    memberAt = System.nanoTime();
    heardAt = memberAt;
    consumer.subscribe(List.of(settings.name().orElseThrow()), new BeginPaused(consumer));
    return consumer;
  }

  /** A partition gives nothing before the next {@link #read}, whatever it was assigned during. */
  private final class BeginPaused implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], byte[]> consumer;

    BeginPaused(KafkaConsumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      assigned = consumer.groupMetadata().generationId();
      readUpTo.keySet().removeAll(partitions);
      consumer.pause(partitions);
    }

    /** What was read of them is in the folder, and noted if it has its receipt. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      assigned = UNASSIGNED;
    }
  }

  /** A group that has never read a partition begins at its first message. */
  private static ConsumerRecords<byte[], byte[]> poll(
      KafkaConsumer<byte[], byte[]> consumer, Duration wait) {
    try {
      return consumer.poll(wait);
    } catch (NoOffsetForPartitionException e) {
      consumer.seekToBeginning(e.partitions());
      return ConsumerRecords.empty();
    }
  }

  private void join(KafkaConsumer<byte[], byte[]> consumer) throws StandstillException {
    while (!isMember(consumer)) {
      consumer.pause(consumer.assignment());
      requireNone(poll(consumer, WAIT));
      requireAnswer(consumer);
    }
  }

  /**
   * Whether it is known which partitions are its own. While the group hands them out a member has
   * none, and must not take them for another's.
   */
  private boolean isMember(KafkaConsumer<byte[], byte[]> consumer) {
    return assigned != UNASSIGNED && consumer.groupMetadata().generationId() == assigned;
  }

  /** A client whose broker is away only gets nothing: so it is asked for something. */
  private void requireAnswer(KafkaConsumer<byte[], byte[]> consumer) throws StandstillException {
    boolean isMember = isMember(consumer);
    if (isMember) {
      memberAt = System.nanoTime();
    }
    if (isWithin(LOOK, heardAt)) {
      return;
    }
    Set<TopicPartition> own = consumer.assignment();
    if (!own.isEmpty()) {
      Map<TopicPartition, Long> unused = consumer.endOffsets(own, ANSWER_WITHIN);
    } else if (isUnknown(consumer)) {
      throw new StandstillException("TOPIC_UNKNOWN");
    } else if (isMember) {
      throw new StandstillException("TOPIC_READ_BY_OTHERS");
    } else if (!isWithin(JOIN_WITHIN, memberAt)) {
      throw new StandstillException("GROUP_WAITS");
    }
    heardAt = System.nanoTime();
  }

  private boolean isUnknown(KafkaConsumer<byte[], byte[]> consumer) {
    List<?> partitions = consumer.partitionsFor(settings.name().orElseThrow(), ANSWER_WITHIN);
    return partitions == null || partitions.isEmpty();
  }

  private static boolean isWithin(Duration time, long since) {
    return System.nanoTime() - since < time.toNanos();
  }

  /** The messages of these exceptions name groups, hosts and principals; the codes do not. */
  private static String code(KafkaException e) {
    if (e instanceof OffsetOutOfRangeException) {
      return "MESSAGES_GONE";
    }
    if (e instanceof AuthenticationException || e instanceof AuthorizationException) {
      return "BROKER_REFUSES";
    }
    if (e instanceof InvalidTopicException) {
      return "TOPIC_UNKNOWN";
    }
    if (e instanceof CommitFailedException
        || e instanceof RebalanceInProgressException
        || e instanceof FencedInstanceIdException) {
      return "GROUP_CHANGES";
    }
    return "BROKER_FAILS";
  }

  /** Leaves the group, so that what it has read is another's at once. */
  @Override
  public synchronized void close() {
    KafkaConsumer<byte[], byte[]> known = open;
    open = null;
    if (known == null) {
      return;
    }
    boolean isInterrupted = Thread.interrupted();
    try {
      known.close(CloseOptions.timeout(LEAVE_WITHIN));
    } catch (KafkaException e) {
      // The broker will miss its heartbeats.
      isInterrupted |= Thread.interrupted();
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
