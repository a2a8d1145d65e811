package dev.tallystick.consent.notification;

import dev.tallystick.consent.Ids;
import dev.tallystick.consent.duty.Duty;
import dev.tallystick.consent.duty.DutySource;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.Recorder;
import dev.tallystick.consent.log.StoredEntries;
import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.OutboxListener;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.Release;
import dev.tallystick.rules.state.State;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/**
 * Tells everybody who holds what came under a consent that it has ended (R16). The notice is an
 * entry of the log, which the holder's service follows.
 *
 * <p>A notice and its entry are stored together, once for each cause and release. A crash leaves
 * the cursor behind, and everything from there on is gone through again.
 */
@Singleton
class StopNotices implements StateListener, OutboxListener, DutySource {
  private static final Logger LOG = Logger.getLogger(StopNotices.class);
  private static final Set<String> ENDS =
      Set.of("dev.tallystick.consent.withdrawn.v1", "dev.tallystick.consent.expired.v1");
  private static final int AT_ONCE = 100;

  private final StopNoticeTable table;
  private final Recorder recorder;
  private final StoredEntries entries;
  private final PackInForce pack;
  private final Ids ids;
  private final Clock clock;
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

  StopNotices(
      StopNoticeTable table,
      Recorder recorder,
      StoredEntries entries,
      PackInForce pack,
      Ids ids,
      Clock clock) {
    this.table = table;
    this.recorder = recorder;
    this.entries = entries;
    this.pack = pack;
    this.ids = ids;
    this.clock = clock;
  }

  /** A consent that has ended, and who holds what came under it. */
  private record Ended(long index, String cause, List<Release> held) {}

  @Override
  public void taken(LoggedEvent event, State after) {
    if (ENDS.contains(event.stub().type())) {
      String consent = event.data().findString("consent").orElse("");
      ended.add(new Ended(event.index(), event.id(), after.releasesUnder(consent)));
    }
  }

  @Override
  public boolean isSettled(long size) {
    Ended next = ended.peek();
    return next == null || next.index() >= size;
  }

  @Scheduled(every = "1s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  synchronized void tell() {
    if (ended.isEmpty()) {
      return;
    }
    try {
      skip(table.position());
      for (int i = 0; i < AT_ONCE && !ended.isEmpty(); i++) {
        Ended next = ended.element();
        tell(next);
        table.advance(next.index());
        ended.remove();
      }
    } catch (AuditUnavailableProblem notCaughtUp) {
      LOG.debug("Holders are told once the state has come to the end of the log");
    }
  }

  /** After a start everything is heard of again; what is behind the cursor was told. */
  private void skip(long position) {
    Ended next = ended.peek();
    while (next != null && next.index() <= position) {
      ended.remove();
      next = ended.peek();
    }
  }

  private void tell(Ended end) {
    for (Release release : end.held()) {
      if (release.isDelivered() && !release.destroyed()) {
        store(end, release).ifPresent(this::send);
      }
    }
  }

  /** Both or neither: a notice without its entry would never reach the holder. */
  private Optional<Event> store(Ended end, Release release) {
    StopNotice notice = notice(end, release);
    Event event = event(notice);
    StopNotice told =
        new StopNotice(
            notice.cause(),
            notice.release(),
            notice.notification(),
            event.id().value(),
            notice.subject(),
            notice.from(),
            notice.to(),
            notice.dueOn(),
            OptionalLong.empty(),
            Optional.empty(),
            false);
    return entries.store(event, connection -> table.add(connection, told, clock.instant()));
  }

  private StopNotice notice(Ended end, Release release) {
    return new StopNotice(
        UUID.fromString(end.cause()),
        UUID.fromString(release.event()),
        ids.draw("ntf"),
        new UUID(0, 0),
        release.subject(),
        release.from(),
        release.to(),
        today().plus(answerWithin()),
        OptionalLong.empty(),
        Optional.empty(),
        false);
  }

  private Event event(StopNotice notice) {
    JsonObject data =
        JsonObject.builder()
            .put("notification", notice.notification())
            .put("from", notice.from())
            .put("to", notice.to())
            .put("release", notice.release().toString())
            .put("change", "WITHDRAWN")
            .put("cause", notice.cause().toString())
            .put("dueOn", notice.dueOn().toString())
            .build();
    return recorder.event(
        "downstream.notified", Optional.of(notice.subject()), data, Map.of(), List.of());
  }

  private void send(Event event) {
    Optional<Logged> unused = entries.send(event, this);
  }

  private Period answerWithin() {
    return pack.find().map(Pack::stopAnswer).orElse(Period.ofDays(20));
  }

  /** The day where the pack in force is at home. */
  LocalDate today() {
    return pack.today();
  }

  @Override
  public List<Duty> openDuties(Optional<String> party, int limit) {
    return table.unanswered(party, limit).stream()
        .map(
            notice ->
                new Duty(
                    Duty.Kind.STOP_NOTICE,
                    notice.to(),
                    notice.notification(),
                    "Say what you did about a consent that has ended",
                    notice.dueOn()))
        .toList();
  }

  /** Says of every holder whose day has passed that it did not answer. */
  @Scheduled(
      every = "60s",
      delayed = "20s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sayWhoIsLateToday() {
    try {
      sayWhoIsLate(today());
    } catch (AuditUnavailableProblem away) {
      LOG.debug("Who is late is said once the log can be written again");
    }
  }

  void sayWhoIsLate(LocalDate today) {
    for (StopNotice late : new ArrayList<>(table.overdue(today, AT_ONCE))) {
      JsonObject data =
          JsonObject.builder()
              .put("duty", "DOWNSTREAM")
              .put("party", late.to())
              .put("dueOn", late.dueOn().toString())
              .put("about", late.event().toString())
              .build();
      Event event = recorder.event("obligation.missed", data, Map.of());
      entries
          .store(
              event, connection -> table.miss(connection, late.notification(), event.id().value()))
          .ifPresent(this::send);
    }
  }

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    table.settle(event.id().value(), receipt.index());
  }

  @Override
  public void refused(Event event, AppendRefusedException refusal) {
    LOG.errorf("The log refuses an event of this service, %s: %s", event, refusal.code());
  }

  @Override
  public void lapsed(Event event) {
    // Stored before it was sent, so a notice does not lapse.
  }
}
