package dev.tallystick.vault.deposit;

import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.RecordsDeposited;
import dev.tallystick.producer.OutboxListener;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Draws the conclusion for chunks from what became of their entry, soon or after a crash. */
@Singleton
final class DepositOutcomes implements OutboxListener {
  private static final Logger LOG = Logger.getLogger(DepositOutcomes.class);

  private final ChunkRepository chunks;
  private final CommitChunk commit;

  DepositOutcomes(ChunkRepository chunks, CommitChunk commit) {
    this.chunks = chunks;
    this.commit = commit;
  }

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    if (event.type().name().equals(RecordsDeposited.NAME)) {
      commit.commit(event.id());
    }
  }

  /** The platform has the usual time to sign again. */
  @Override
  public void refused(Event event, AppendRefusedException refusal) {
    unsign(event);
  }

  @Override
  public void lapsed(Event event) {
    unsign(event);
  }

  private void unsign(Event event) {
    if (event.type().name().equals(RecordsDeposited.NAME)) {
      chunks.unsign(event.id());
    }
  }

  /** Drops chunks that were not signed in time, and those that have stopped to arrive. */
  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void dropLapsed() {
    long dropped = dropNow();
    if (dropped > 0) {
      LOG.infof("dropped %d chunks that were not signed in time", dropped);
    }
  }

  long dropNow() {
    return chunks.dropLapsed();
  }
}
