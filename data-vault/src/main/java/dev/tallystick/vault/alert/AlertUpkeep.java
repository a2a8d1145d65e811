package dev.tallystick.vault.alert;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets what was sent, or could not be, and addresses that nobody has confirmed. */
@Singleton
final class AlertUpkeep {
  private static final Duration KEPT = Duration.ofDays(30);

  /** For so long a person sees that an address was not confirmed. */
  private static final Duration KEPT_UNCONFIRMED = Duration.ofDays(7);

  private final AlertAddressRepository addresses;
  private final AlertRepository alerts;
  private final Clock clock;

  AlertUpkeep(AlertAddressRepository addresses, AlertRepository alerts, Clock clock) {
    this.addresses = addresses;
    this.alerts = alerts;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "3m", concurrentExecution = ConcurrentExecution.SKIP)
  void forget() {
    Instant now = clock.instant();
    long unusedAddresses =
        QuarkusTransaction.requiringNew()
            .call(() -> addresses.forgetPending(now.minus(KEPT_UNCONFIRMED)));
    long unusedAlerts =
        QuarkusTransaction.requiringNew().call(() -> alerts.forgetSettled(now.minus(KEPT)));
  }
}
