package dev.tallystick.audit;

import dev.tallystick.audit.detector.WatchDetectors;
import dev.tallystick.audit.erasure.EraseOpenings;
import dev.tallystick.audit.receiving.ReceiptWatch;
import dev.tallystick.audit.sealing.OpeningKeys;
import dev.tallystick.audit.storage.Partitions;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/**
 * The background jobs: make ahead of need what intake must find ready, tomorrow's keys and next
 * month's partition; erase what has outlived its term; watch for missing receipts, and for what the
 * detectors notice.
 */
@Singleton
final class AuditJobs {
  private final Partitions partitions;
  private final OpeningKeys keys;
  private final EraseOpenings erasure;
  private final ReceiptWatch receipts;
  private final WatchDetectors detectors;

  AuditJobs(
      Partitions partitions,
      OpeningKeys keys,
      EraseOpenings erasure,
      ReceiptWatch receipts,
      WatchDetectors detectors) {
    this.partitions = partitions;
    this.keys = keys;
    this.erasure = erasure;
    this.receipts = receipts;
    this.detectors = detectors;
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

  @Scheduled(
      every = "${tallystick.audit.detectors.every}",
      delayed = "1m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void detect() {
    boolean unused = detectors.look();
  }

  /** Erases what has outlived its term; a day that is not finished is taken up again. */
  @Scheduled(every = "1h", delayed = "5m")
  void erase() {
    erasure.run();
  }
}
