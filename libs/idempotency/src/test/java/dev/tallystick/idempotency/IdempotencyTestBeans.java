package dev.tallystick.idempotency;

import dev.tallystick.houserules.TestClock;
import dev.tallystick.keys.InMemoryKms;
import dev.tallystick.keys.Kms;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The service's clock, which stands still until a test moves it, and the keys of answers. */
@Singleton
final class IdempotencyTestBeans {
  @Produces
  @Singleton
  TestClock testClock() {
    return TestClock.standing();
  }

  @Produces
  @Singleton
  Kms kms() {
    return new InMemoryKms();
  }
}
