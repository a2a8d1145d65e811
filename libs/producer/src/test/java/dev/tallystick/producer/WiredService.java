package dev.tallystick.producer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The beans that a service brings along. */
@ApplicationScoped
class WiredService {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
