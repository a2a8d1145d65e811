package dev.tallystick.consent.duty;

import dev.tallystick.consent.pack.PackInForce;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** How many duties are open and how many of them are late, by kind; whose they are is not told. */
@Singleton
class DutyMetrics {
  private static final Logger LOG = Logger.getLogger(DutyMetrics.class);
  private static final int MOST = 10_000;

  private final Instance<DutySource> sources;
  private final PackInForce pack;
  private final Clock clock;
  private final Map<Duty.Kind, AtomicLong> open = new EnumMap<>(Duty.Kind.class);
  private final Map<Duty.Kind, AtomicLong> overdue = new EnumMap<>(Duty.Kind.class);

  DutyMetrics(@Any Instance<DutySource> sources, PackInForce pack, Clock clock) {
    this.sources = sources;
    this.pack = pack;
    this.clock = clock;
    for (Duty.Kind kind : Duty.Kind.values()) {
      open.put(kind, new AtomicLong());
      overdue.put(kind, new AtomicLong());
    }
  }

  void register(@Observes StartupEvent start, MeterRegistry registry) {
    open.forEach(
        (kind, count) ->
            Gauge.builder("tallystick.duties.open", count, AtomicLong::get)
                .description("Duties that are not done, up to 10,000 of each feature")
                .tags(Tags.of("kind", kind.name()))
                .register(registry));
    overdue.forEach(
        (kind, count) ->
            Gauge.builder("tallystick.duties.overdue", count, AtomicLong::get)
                .description("Those of them whose day has passed")
                .tags(Tags.of("kind", kind.name()))
                .register(registry));
  }

  @Scheduled(
      every = "60s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void count() {
    Instant now = clock.instant();
    LocalDate today;
    List<Duty> duties;
    try {
      today = pack.today();
      duties =
          sources.stream()
              .flatMap(source -> source.openDuties(Optional.empty(), MOST).stream())
              .toList();
    } catch (RuntimeException e) {
      // The state or the rule pack is not there yet; the next minute counts.
      LOG.debug("the open duties are not counted now", e);
      return;
    }
    open.forEach(
        (kind, count) -> count.set(duties.stream().filter(duty -> duty.kind() == kind).count()));
    overdue.forEach(
        (kind, count) ->
            count.set(
                duties.stream()
                    .filter(duty -> duty.kind() == kind && duty.isOverdue(today, now))
                    .count()));
  }
}
