package dev.tallystick.audit;

import dev.tallystick.audit.erasure.EraseOpenings;
import dev.tallystick.audit.receiving.ReceiptWatch;
import dev.tallystick.audit.sealing.OpeningKeys;
import dev.tallystick.audit.storage.Partitions;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/**
 * The background jobs: make ahead of need what intake must find ready, tomorrow's keys and next
 * month's partition; erase what has outlived its term; watch for missing receipts.
 */
@Singleton
final class AuditJobs {
  private final Partitions partitions;
  private final OpeningKeys keys;
  private final EraseOpenings erasure;
  private final ReceiptWatch receipts;

  AuditJobs(Partitions partitions, OpeningKeys keys, EraseOpenings erasure, ReceiptWatch receipts) {
    this.partitions = partitions;
    this.keys = keys;
    this.erasure = erasure;
    this.receipts = receipts;
  }

  @Scheduled(every = "1h", delayed = "1m")
  void prepare() {
    partitions.ensure();
    keys.prepare();
  }

  @Scheduled(
      every = "${tallystick.audit.receipts.every}",
      delayed = "1m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void watch() {
    boolean unused = receipts.look();
  }

  /** Erases what has outlived its term; a day that is not finished is taken up again. */
  @Scheduled(every = "1h", delayed = "5m")
  void erase() {
    erasure.run();
  }
}
