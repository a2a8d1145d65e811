package dev.tallystick.producer;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Puts this library together for a service. */
@Singleton
final class ProducerBeans {

  /** Leaves the caller's transaction aside: it may still be rolled back. */
  private static OwnTransactions transactions(DataSource database) {
    OwnTransactions plain = OwnTransactions.of(database);
    return new OwnTransactions() {
      @Override
      public <T> T run(Work<T> work) {
        return QuarkusTransaction.suspendingExisting().call(() -> plain.run(work));
      }
    };
  }

  @Produces
  @Singleton
  LogConnection connection(
      LogSettings settings, OutboxSettings outbox, ServiceTokens tokens, DataSource database) {
    return new LogConnection(
        settings.url(),
        () -> tokens.bearer("audit"),
        new LogKeyPin(transactions(database), settings.vkey()),
        outbox.giveUpAfter());
  }

  void close(@Disposes LogConnection connection) {
    connection.close();
  }

  @Produces
  @Singleton
  Outbox outbox(DataSource database) {
    return new Outbox(transactions(database), CallersTransaction.of(database));
  }

  @Produces
  @Singleton
  OutboxWorker worker(
      LogConnection log,
      Outbox outbox,
      @Any Instance<OutboxListener> listeners,
      OutboxSettings settings) {
    return new OutboxWorker(log, outbox, listeners, settings.lease(), settings.retryEvery());
  }

  void stop(@Disposes OutboxWorker worker) {
    worker.close();
  }

  @Produces
  @Singleton
  LogWriter writer(LogConnection log, Outbox outbox, OutboxWorker worker, OutboxSettings settings) {
    return new LogWriter(log, outbox, worker, settings.lease());
  }

  @Produces
  @Singleton
  LogHistory history(LogConnection log) {
    return new LogHistory(log);
  }

  @Produces
  @Dependent
  Follower follower(LogConnection log, Followers followers) {
    Follower follower = new Follower(log);
    followers.add(follower);
    return follower;
  }

  void stop(@Disposes Follower follower, Followers followers) {
    followers.remove(follower);
    follower.close();
  }

  /** Refuses to start under another log's key, then takes up what an earlier process left. */
  void start(@Observes StartupEvent event, LogConnection log, OutboxWorker worker) {
    log.requireOneKey();
    worker.start();
  }
}
