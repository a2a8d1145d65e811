package dev.tallystick.audit;

import dev.tallystick.audit.erasure.OpeningErasure;
import dev.tallystick.audit.receiving.ReceiptWatch;
import dev.tallystick.audit.sealing.OpeningKeys;
import dev.tallystick.audit.storage.Partitions;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/**
 * Makes ahead of need what intake must find ready, tomorrow's keys and next month's partition, and
 * erases what has outlived its term, and watches what must come from others.
 */
@Singleton
final class Upkeep {
  private final Partitions partitions;
  private final OpeningKeys keys;
  private final OpeningErasure erasure;
  private final ReceiptWatch receipts;

  Upkeep(Partitions partitions, OpeningKeys keys, OpeningErasure erasure, ReceiptWatch receipts) {
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
