package dev.tallystick.consent.console;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.events.Event;
import dev.tallystick.events.type.AdminActed;
import dev.tallystick.events.type.AdminActedInternal;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells the log what was done in the console, within some seconds. Row and event are committed
 * together: a crash, or another replica, makes neither two entries of one act nor none.
 */
@Singleton
class FollowConsoleJob {
  private static final Logger LOG = Logger.getLogger(FollowConsoleJob.class);

  /** An act may be recorded a little later than the time that it bears. */
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  private static final Duration KEPT = Duration.ofDays(1);

  private final ConsoleActs acts;
  private final ConsoleActRepository told;
  private final ConsentEventPublisher events;
  private final ConsoleConfig config;

  FollowConsoleJob(
      ConsoleActs acts,
      ConsoleActRepository told,
      ConsentEventPublisher events,
      ConsoleConfig config) {
    this.acts = acts;
    this.told = told;
    this.events = events;
    this.config = config;
  }

  void onStart(@Observes StartupEvent start) {
    if (config.url().isEmpty()) {
      LOG.warn(
          "Acts in the identity provider's console do not reach the log: tallystick.keycloak.url is not set");
    }
  }

  /** Tells what is new; what cannot be asked for now is told later. */
  @Scheduled(
      every = "${tallystick.keycloak.look-every:10s}",
      delayed = "5s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    if (config.url().isEmpty()) {
      return;
    }
    try {
      follow();
    } catch (RemoteProblem | ServiceAwayException e) {
      LOG.warnf("The provider's record of acts cannot be read now: %s", e.getMessage());
    }
  }

  private void follow() throws RemoteProblem, ServiceAwayException {
    Optional<Instant> newest = told.newest();
    Instant from = newest.map(at -> at.minus(OVERLAP)).orElse(Instant.EPOCH);
    List<ConsoleAct> page = acts.since(from, 0);
    for (int skip = page.size(); !page.isEmpty(); skip += page.size()) {
      page.forEach(this::tell);
      page = page.size() < ConsoleActs.PAGE ? List.of() : acts.since(from, skip);
    }
  }

  /** The newest is kept however old it is: the next look goes on from it. */
  @Scheduled(every = "1h", delayed = "1m")
  void forget() {
    told.newest().ifPresent(at -> told.forgetBefore(at.minus(KEPT)));
  }

  private void tell(ConsoleAct act) {
    Event event = event(act);
    if (events.storeWith(event, () -> told.add(act))) {
      var unusedReceipt = events.publishStored(event);
    }
  }

  private Event event(ConsoleAct act) {
    AdminActed data =
        new AdminActed(
            act.code(),
            AdminActed.Origin.CONSOLE,
            Optional.empty(),
            act.target(),
            Optional.of(act.at()));
    AdminActedInternal internal =
        new AdminActedInternal(act.staff(), Optional.empty(), Optional.empty(), Optional.empty());
    return events.event(data, Optional.empty(), Optional.of(internal.toJson()), Map.of());
  }
}
