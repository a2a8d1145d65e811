package dev.tallystick.consent.party;

import dev.tallystick.consent.state.LiveState;
import dev.tallystick.rules.state.Licence;
import dev.tallystick.rules.state.Party;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How many parties are about to lose what they need to go on: a licence or a key that ends within
 * thirty days and has no successor. Whose it is, {@code GET /v1/parties} says.
 */
@Singleton
class ExpiryMetrics {
  private static final Duration AHEAD = Duration.ofDays(30);
  private static final List<String> USES = List.of("SIGN", "ENCRYPT");

  private final LiveState live;
  private final Clock clock;
  private volatile Ending ending = new Ending(0, 0);

  /** How many parties will be without. */
  record Ending(long licences, long keys) {}

  ExpiryMetrics(LiveState live, Clock clock) {
    this.live = live;
    this.clock = clock;
  }

  void register(@Observes StartupEvent start, MeterRegistry registry) {
    Gauge.builder("tallystick.licences.ending", this, metrics -> metrics.ending.licences)
        .description("Parties without a licence within 30 days, unless a new one is recorded")
        .register(registry);
    Gauge.builder("tallystick.party.keys.ending", this, metrics -> metrics.ending.keys)
        .description("Parties without a key to sign or to seal to within 30 days")
        .register(registry);
  }

  @Scheduled(
      every = "60s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void count() {
    ending = of(live.soFar().parties(), clock.millis());
  }

  static Ending of(Collection<Party> parties, long now) {
    long then = now + AHEAD.toMillis();
    return new Ending(
        parties.stream()
            .filter(party -> isLicensed(party, now) && !isLicensed(party, then))
            .count(),
        parties.stream()
            .filter(
                party ->
                    USES.stream()
                        .anyMatch(use -> party.hasKeyAt(use, now) && !party.hasKeyAt(use, then)))
            .count());
  }

  private static boolean isLicensed(Party party, long millis) {
    for (Licence licence : party.licences()) {
      if (licence.isValidAt(millis)) {
        return true;
      }
    }
    return false;
  }
}
