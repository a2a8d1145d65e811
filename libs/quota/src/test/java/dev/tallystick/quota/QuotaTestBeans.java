package dev.tallystick.quota;

import dev.tallystick.houserules.TestClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The service's clock, which stands still until a test moves it. */
@Singleton
final class QuotaTestBeans {
  @Produces
  @Singleton
  TestClock testClock() {
    return TestClock.standing();
  }
}
