package dev.tallystick.consent.oversight;

import dev.tallystick.consent.duty.Duty;
import dev.tallystick.consent.duty.DutySource;
import dev.tallystick.consent.state.LoggedData;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.type.AnomalyCleared;
import dev.tallystick.events.type.AnomalyRaised;
import dev.tallystick.events.type.ObjectionFiled;
import dev.tallystick.events.type.ObjectionResolved;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The alarms that nobody has cleared and the objections that nobody has answered, as the log tells
 * them: open duties by the ids that end them. Thread-safe.
 */
@Singleton
class OversightProjection implements StateListener, DutySource {
  private final Map<String, Duty> open = new ConcurrentHashMap<>();

  @Override
  public void taken(LoggedEvent event, State after) {
    switch (event.stub().type()) {
      case AnomalyRaised.NAME ->
          LoggedData.read(event, AnomalyRaised::read).ifPresent(raised -> add(event, raised));
      case AnomalyCleared.NAME ->
          LoggedData.read(event, AnomalyCleared::read)
              .ifPresent(cleared -> open.remove(cleared.anomaly().value()));
      case ObjectionFiled.NAME -> LoggedData.read(event, ObjectionFiled::read).ifPresent(this::add);
      case ObjectionResolved.NAME ->
          LoggedData.read(event, ObjectionResolved::read)
              .ifPresent(answer -> open.remove(answer.objection().value()));
      default -> {
        // Nothing that waits for anybody.
      }
    }
  }

  /** To be looked into on its day; without a party, by nobody but the regulator. */
  private void add(LoggedEvent event, AnomalyRaised raised) {
    String id = raised.anomaly().value();
    LocalDate day =
        Instant.ofEpochMilli(event.recordedMillis()).atZone(ZoneOffset.UTC).toLocalDate();
    open.put(
        id,
        new Duty(
            Duty.Kind.ANOMALY,
            raised.party().orElse(""),
            id,
            "Look into an alarm of the detector " + raised.detector(),
            day));
  }

  private void add(ObjectionFiled filed) {
    String id = filed.objection().value();
    open.put(
        id,
        new Duty(
            Duty.Kind.OBJECTION,
            filed.party(),
            id,
            "Answer a person who objects to what is said about them",
            filed.dueOn()));
  }

  @Override
  public List<Duty> openDuties(Optional<String> party, int limit) {
    return open.values().stream()
        .filter(duty -> party.isEmpty() || party.get().equals(duty.party()))
        .sorted(Comparator.comparing(Duty::dueOn).thenComparing(Duty::about))
        .limit(limit)
        .toList();
  }

  @Override
  public String snapshotName() {
    return "dev.tallystick.consent.oversight";
  }

  @Override
  public byte[] kept() {
    return KeptDuties.write(open.values());
  }

  @Override
  public void restored(State state, byte[] kept) {
    open.clear();
    KeptDuties.read(kept).forEach(duty -> open.put(duty.about(), duty));
  }
}
