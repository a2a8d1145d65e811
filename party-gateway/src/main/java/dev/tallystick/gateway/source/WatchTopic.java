package dev.tallystick.gateway.source;

import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.work.GatewayTask;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Reads messages of a topic, deposits them, and notes their offsets at the broker when they have
 * their receipt. Killed in between, the messages that were read are on the disk and go on; the
 * broker is not asked for others before.
 */
@Singleton
class WatchTopic implements GatewayTask {
  static final String SOURCE = "topic";

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int AFTER_THE_TASKS = 5_000;

  private final TopicSettings settings;
  private final DepositBatch deposits;
  private final Clock clock;
  private final TopicReader reader;
  private final SourceLoop loop;

  WatchTopic(
      TopicSettings settings,
      GatewaySettings gateway,
      DepositBatch deposits,
      DepositSourceRepository sources,
      Clock clock) {
    this.settings = settings;
    this.deposits = deposits;
    this.clock = clock;
    this.reader =
        new TopicReader(settings, settings.group().orElse("tallystick-" + gateway.party()));
    this.loop = new SourceLoop(SOURCE, sources, clock);
  }

  @Override
  public Duration every() {
    return LOOK;
  }

  @Override
  public void run() {
    if (settings.servers().isEmpty()) {
      return;
    }
    try {
      if (!loop.isDue()) {
        reader.stayIn();
      }
      // A read waits for messages by itself.
      loop.run(Duration.ZERO, this::step);
    } catch (InterruptException e) {
      // The gateway stops.
      Thread.currentThread().interrupt();
    }
  }

  /** Leaves the group, so that it need not wait until this member is missed. */
  void onStop(@Observes @Priority(AFTER_THE_TASKS) ShutdownEvent stop) {
    reader.close();
  }

  private boolean step() throws IOException, StandstillException {
    if (settings.name().isEmpty()
        || settings.mapping().isEmpty()
        || settings.agreement().isEmpty()
        || settings.dir().isEmpty()) {
      throw new StandstillException("SETTINGS_INCOMPLETE");
    }
    DepositBatch.requireFit(settings.mapping().get());
    BatchSpool spool = new BatchSpool(settings.dir().get(), SOURCE);
    spool.endMoves(clock.instant());
    if (spool.find().isEmpty()) {
      reader.read(spool);
    }
    Optional<BatchSpool.Batch> batch = spool.find();
    if (batch.isEmpty()) {
      return false;
    }
    deposits.deposit(
        spool,
        batch.get(),
        new DepositBatch.How(SOURCE, settings.mapping().get(), settings.agreement().get()),
        done -> {
          reader.commit(TopicMessage.behind(done));
          return null;
        });
    return true;
  }
}
