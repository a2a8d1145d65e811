package dev.tallystick.vault.identifier;

import dev.tallystick.events.Event;
import dev.tallystick.events.type.AnomalyCleared;
import dev.tallystick.events.type.AnomalyId;
import dev.tallystick.events.type.AnomalyRaised;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.VaultConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Raises an alarm when a party asks for identity numbers in a row, and clears it when it has not
 * for a window. The log knows random tokens alone, so no detector there can see this.
 *
 * <p>The alarm names the party and how many numbers stood in a row, and nobody. Each replica counts
 * what passes through it; there is one alarm of a party over all.
 */
@Singleton
class WatchNumbersInARow {
  private static final String DETECTOR = "SEQUENTIAL_IDS";
  private static final Duration NOTED_EVERY = Duration.ofSeconds(10);

  private final VaultConfig.Sequence config;
  private final NumbersInARow numbers;
  private final SequenceAlarmRepository alarms;
  private final LogPublisher log;
  private final PublicIds ids;
  private final Clock clock;
  private final Map<String, Instant> noted = new ConcurrentHashMap<>();

  WatchNumbersInARow(
      VaultConfig.Sequence config,
      SequenceAlarmRepository alarms,
      LogPublisher log,
      PublicIds ids,
      Clock clock) {
    this.config = config;
    this.numbers = new NumbersInARow(config.window(), config.keep());
    this.alarms = alarms;
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  /** Notes what a party asks for, whether it gets it or not. */
  @EnforcesRule("R53")
  void asked(String party, List<PersonIdentifier> identifiers) {
    Instant now = clock.instant();
    int inARow = numbers.ask(party, identifiers, now);
    if (inARow <= config.threshold() || isNoted(party, now)) {
      return;
    }
    noted.put(party, now);
    log.append(
        QuarkusTransaction.requiringNew().call(() -> raise(party, inARow, now)).stream().toList());
  }

  /** Ends the alarms of parties that have asked for nothing in a row for a window. */
  @Scheduled(every = "30s", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  void clear() {
    Instant since = clock.instant().minus(config.window());
    log.append(QuarkusTransaction.requiringNew().call(() -> cleared(since)));
  }

  /** An alarm that goes on is told to the database now and then, not with each request. */
  private boolean isNoted(String party, Instant now) {
    Optional<Instant> last = Optional.ofNullable(noted.get(party));
    return last.filter(at -> Duration.between(at, now).abs().compareTo(NOTED_EVERY) < 0)
        .isPresent();
  }

  private Optional<Event> raise(String party, int inARow, Instant now) {
    if (alarms.noticedAgain(party, now)) {
      return Optional.empty();
    }
    String anomaly = ids.draw("ano");
    Event raised =
        log.make(
            AnomalyRaised.builder()
                .anomaly(new AnomalyId(anomaly))
                .detector(DETECTOR)
                .party(party)
                .from(now.minus(config.window()))
                .until(now)
                .observed(inARow)
                .expected(config.threshold())
                .severity(AnomalyRaised.Severity.ALARM)
                .build());
    return alarms.open(party, anomaly, raised.id(), now)
        ? Optional.of(log.store(raised))
        : Optional.empty();
  }

  private List<Event> cleared(Instant since) {
    List<Event> told = new ArrayList<>();
    for (SequenceAlarmEntity alarm : alarms.lockOver(since)) {
      told.add(
          log.store(
              log.make(
                  AnomalyCleared.builder()
                      .party(alarm.party())
                      .anomaly(new AnomalyId(alarm.anomaly()))
                      .raised(alarm.raised())
                      .finding(AnomalyCleared.Finding.CONFIRMED)
                      .remark("No numbers in a row were asked for within a window.")
                      .build())));
      noted.remove(alarm.party());
      alarms.delete(alarm);
    }
    return told;
  }
}
