package dev.tallystick.vault.deposit;

import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.storage.Contention;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As many lanes as chunks may arrive at once: what imports take of memory and of the database is
 * bounded by that. A platform that has none gets any that is free; one that has some gets another
 * only while half of all stay free, so that none can take them all. Safe for threads.
 */
@Singleton
final class StagingLanes {
  /** Of two that stage the same record, one finds it at the next try; a third may come between. */
  private static final int TRIES = 3;

  private final StagedBatch batch;
  private final int all;
  private final Map<String, Integer> taken = new HashMap<>();
  private int inUse;
  private final ExecutorService threads;

  StagingLanes(StagedBatch batch, VaultConfig.Import config) {
    this.batch = batch;
    this.all = config.atOnce();
    this.threads = Executors.newFixedThreadPool(config.atOnce() * StagingLane.AT_ONCE, named());
  }

  /**
   * A lane for a chunk of this platform, until it is closed.
   *
   * @throws VaultProblem if there is none for it
   */
  StagingLane take(String platform) {
    synchronized (taken) {
      int free = all - inUse;
      boolean mayHave = taken.containsKey(platform) ? free > 0 && (free - 1) * 2 >= all : free > 0;
      if (!mayHave) {
        throw new VaultProblem(VaultProblemCode.IMPORTS_BUSY);
      }
      inUse++;
      int unused = taken.merge(platform, 1, Integer::sum);
    }
    return new StagingLane(threads, this::stage, () -> giveBack(platform));
  }

  private void giveBack(String platform) {
    synchronized (taken) {
      inUse--;
      taken.computeIfPresent(platform, (name, count) -> count > 1 ? count - 1 : null);
    }
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
