package dev.tallystick.startup;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/**
 * The one clock of a service, injected wherever the time is needed: UTC, in milliseconds as the
 * log's times are, so that a database gives every time back as it was told.
 */
@Singleton
final class ServiceClock {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }
}
