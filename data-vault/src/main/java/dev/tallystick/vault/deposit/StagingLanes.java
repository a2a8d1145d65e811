package dev.tallystick.vault.deposit;

import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.storage.Contention;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As many lanes as chunks may arrive at once: what imports take of memory and of the database is
 * bounded by that. Safe for threads.
 */
@Singleton
final class StagingLanes {
  /** Of two that stage the same record, one finds it at the next try; a third may come between. */
  private static final int TRIES = 3;

  private final StagedBatch batch;
  private final Semaphore free;
  private final ExecutorService threads;

  StagingLanes(StagedBatch batch, VaultConfig.Import config) {
    this.batch = batch;
    this.free = new Semaphore(config.atOnce());
    this.threads = Executors.newFixedThreadPool(config.atOnce() * StagingLane.AT_ONCE, named());
  }

  /**
   * A lane, until it is closed.
   *
   * @throws VaultProblem if all are taken
   */
  StagingLane take() {
    if (!free.tryAcquire()) {
      throw new VaultProblem(VaultProblemCode.IMPORTS_BUSY);
    }
    return new StagingLane(threads, this::stage, free::release);
  }

  private StagedBatch.Result stage(String chunk, String platform, List<Admitted> lines) {
    return Contention.yielding(
        TRIES,
        () -> QuarkusTransaction.requiringNew().call(() -> batch.stage(chunk, platform, lines)));
  }

  private static ThreadFactory named() {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "staging-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
