package dev.tallystick.vault.keystore;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** How the keystore is doing, as of its last rotation and backup: for alarms. */
@Singleton
class KeystoreCondition {
  private volatile int notRotated;
  private volatile int notBackedUp;
  private volatile long unreadable;
  private volatile long late;

  void register(@Observes StartupEvent start, MeterRegistry registry) {
    Gauge.builder("tallystick.keystore.unreadable", this, c -> c.unreadable)
        .description("Data keys that do not open; an alarm above 0")
        .register(registry);
    Gauge.builder("tallystick.keystore.late", this, c -> c.late)
        .description("Versions of wrapping keys that should be destroyed by now; an alarm above 0")
        .register(registry);
    Gauge.builder("tallystick.keystore.stuck", this, KeystoreCondition::stuck)
        .description("Shards that could not be rotated or backed up last time; an alarm above 0")
        .register(registry);
  }

  long unreadable() {
    return unreadable;
  }

  long late() {
    return late;
  }

  int stuck() {
    return notRotated + notBackedUp;
  }

  void noteUnreadable(long keys) {
    unreadable = keys;
  }

  void noteLate(long versions) {
    late = versions;
  }

  void noteNotRotated(int shards) {
    notRotated = shards;
  }

  void noteNotBackedUp(int shards) {
    notBackedUp = shards;
  }
}
