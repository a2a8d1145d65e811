package dev.tallystick.audit;

import dev.tallystick.audit.erasure.OpeningErasure;
import dev.tallystick.audit.sealing.OpeningKeys;
import dev.tallystick.audit.storage.Partitions;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/**
 * Makes ahead of need what intake must find ready, tomorrow's keys and next month's partition, and
 * erases what has outlived its term.
 */
@Singleton
final class Upkeep {
  private final Partitions partitions;
  private final OpeningKeys keys;
  private final OpeningErasure erasure;

  Upkeep(Partitions partitions, OpeningKeys keys, OpeningErasure erasure) {
    this.partitions = partitions;
    this.keys = keys;
    this.erasure = erasure;
  }

  @Scheduled(every = "1h", delayed = "1m")
  void prepare() {
    partitions.ensure();
    keys.prepare();
  }

  /** Erases what has outlived its term; a day that is not finished is taken up again. */
  @Scheduled(every = "1h", delayed = "5m")
  void erase() {
    erasure.run();
  }
}
