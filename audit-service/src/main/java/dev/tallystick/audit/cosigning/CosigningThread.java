package dev.tallystick.audit.cosigning;

import dev.tallystick.audit.storage.AdvisoryLock;
import dev.tallystick.audit.storage.Locks;
import dev.tallystick.audit.storage.LogStoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The thread that sees to it that checkpoints are cosigned. Of all replicas the one that holds an
 * advisory lock works, the others stand by; the database frees the lock when the holder dies. Two
 * that worked at once would cost a few conflicts and no more: witnesses and the table sort it out.
 */
final class CosigningThread implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(CosigningThread.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final Cosigning cosigning;
  private final CompareWitnesses compare;
  private final EnterWitnesses enterWitnesses;
  private final WitnessAlarm alarm;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "cosigning");

  CosigningThread(
      DataSource dataSource,
      Cosigning cosigning,
      CompareWitnesses compare,
      EnterWitnesses enterWitnesses,
      WitnessAlarm alarm) {
    this.dataSource = dataSource;
    this.cosigning = cosigning;
    this.compare = compare;
    this.enterWitnesses = enterWitnesses;
    this.alarm = alarm;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!isClosed()) {
      try {
        // Also in a process that stands by: it signs receipts all the same.
        compare.again();
        AdvisoryLock.tryTake(dataSource, Locks.COSIGNING).ifPresent(this::work);
      } catch (LogStoreException e) {
        LOG.warn("checkpoints cannot be offered for now: " + e.getMessage());
      } catch (RuntimeException | Error e) {
        report(e);
      }
      pause();
    }
  }

  private void work(AdvisoryLock taken) {
    try (taken) {
      alarm.takeOver();
      do {
        round();
        pause();
      } while (!isClosed() && taken.isAlive());
    }
  }

  private void round() {
    try {
      compare.again();
      cosigning.offer();
      alarm.look();
      enterWitnesses.complete();
    } catch (LogStoreException e) {
      LOG.warn("no checkpoint is offered: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      report(e);
    }
  }

  /** Nobody starts this thread again, so it outlives errors too. */
  private static void report(Throwable e) {
    LOG.error("no checkpoint is offered", e);
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void pause() {
    try {
      closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  /** Ends the work and waits for it, 10 s at most. */
  @Override
  public void close() {
    closed.countDown();
    cosigning.close();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
