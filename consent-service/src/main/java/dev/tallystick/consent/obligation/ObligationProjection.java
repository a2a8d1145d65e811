package dev.tallystick.consent.obligation;

import dev.tallystick.consent.duty.Duty;
import dev.tallystick.consent.duty.DutySource;
import dev.tallystick.consent.state.LoggedData;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.type.ObligationMissed;
import dev.tallystick.events.type.ObligationReported;
import dev.tallystick.events.type.ObligationSet;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The obligations, as the log tells them. Thread-safe. */
@Singleton
class ObligationProjection implements StateListener, DutySource {
  private final Map<String, Obligation> obligations = new ConcurrentHashMap<>();

  @Override
  public void taken(LoggedEvent event, State after) {
    switch (event.stub().type()) {
      case ObligationSet.NAME ->
          LoggedData.read(event, ObligationSet::read)
              .map(ObligationProjection::obligation)
              .ifPresent(set -> obligations.putIfAbsent(set.id(), set));
      case ObligationReported.NAME ->
          LoggedData.read(event, ObligationReported::read)
              .ifPresent(
                  said ->
                      obligations.computeIfPresent(
                          said.obligation().value(),
                          (id, o) ->
                              o.binds(said.party()) ? report(o, said, event.recordedMillis()) : o));
      case ObligationMissed.NAME ->
          LoggedData.read(event, ObligationMissed::read).ifPresent(this::markMissed);
      default -> {
        // Nothing about obligations.
      }
    }
  }

  private void markMissed(ObligationMissed missed) {
    String party = missed.party();
    missed
        .obligation()
        .ifPresent(
            obligation ->
                obligations.computeIfPresent(
                    obligation.value(),
                    (id, o) -> o.binds(party) ? o.with(party, o.of(party).asMissed()) : o));
  }

  private static Obligation obligation(ObligationSet set) {
    SortedMap<String, Standing> parties = new TreeMap<>();
    set.parties().forEach(party -> parties.put(party, Standing.SILENT));
    return new Obligation(set.obligation().value(), set.title(), set.rule(), set.dueOn(), parties);
  }

  /** A commitment counts once; what opens it was held against it before it was logged. */
  private static Obligation report(
      Obligation obligation, ObligationReported said, long recordedMillis) {
    Standing before = obligation.of(said.party());
    ObligationStatus status = ObligationStatus.valueOf(said.status().wire());
    boolean again =
        status == ObligationStatus.COMMITTED && before.status() != ObligationStatus.SILENT;
    return again
        ? obligation
        : obligation.with(
            said.party(),
            new Standing(
                status,
                said.commitment().map(Hash::hex),
                said.evidenceRef(),
                recordedMillis,
                before.missed()));
  }

  @Override
  public String snapshotName() {
    return "dev.tallystick.consent.obligation.ObligationBook"; // its name in snapshots of earlier
    // releases
  }

  @Override
  public byte[] kept() {
    return KeptObligations.write(obligations.values());
  }

  @Override
  public void restored(State state, byte[] kept) {
    obligations.clear();
    KeptObligations.read(kept).forEach(one -> obligations.put(one.id(), one));
  }

  Optional<Obligation> find(String id) {
    return Optional.ofNullable(obligations.get(id));
  }

  /** All of them, the first due first. */
  List<Obligation> all() {
    List<Obligation> all = new ArrayList<>(obligations.values());
    all.sort(Comparator.comparing(Obligation::dueOn).thenComparing(Obligation::id));
    return all;
  }

  @Override
  public List<Duty> openDuties(Optional<String> party, int limit) {
    return all().stream()
        .flatMap(
            obligation ->
                obligation.standings().entrySet().stream()
                    .filter(one -> party.isEmpty() || party.get().equals(one.getKey()))
                    .filter(one -> one.getValue().status() != ObligationStatus.DONE)
                    .map(
                        one ->
                            new Duty(
                                Duty.Kind.OBLIGATION,
                                one.getKey(),
                                obligation.id(),
                                obligation.title(),
                                obligation.dueOn())))
        .limit(limit)
        .toList();
  }
}
