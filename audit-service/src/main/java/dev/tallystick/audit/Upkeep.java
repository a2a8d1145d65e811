package dev.tallystick.audit;

import dev.tallystick.audit.sealing.OpeningKeys;
import dev.tallystick.audit.storage.Partitions;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Makes ahead of need what intake must find ready: tomorrow's keys and next month's partition. */
@Singleton
final class Upkeep {
  private final Partitions partitions;
  private final OpeningKeys keys;

  Upkeep(Partitions partitions, OpeningKeys keys) {
    this.partitions = partitions;
    this.keys = keys;
  }

  @Scheduled(every = "1h", delayed = "1m")
  void prepare() {
    partitions.ensure();
    keys.prepare();
  }
}
