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
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
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
  private final Clock clock;
  private volatile State seen = State.EMPTY;

  ObligationProjection(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void taken(LoggedEvent event, State after) {
    seen = after;
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
                          (id, o) -> o.binds(said.party()) ? report(o, said, event) : o));
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
    return new Obligation(
        set.obligation().value(),
        new Obligation.Terms(
            set.title(),
            set.rule(),
            set.dueOn(),
            set.opensAt(),
            set.measure().map(ObligationSet.Measure::wire)),
        parties);
  }

  /**
   * What an entry in time changes. A commitment counts once and before the opening; what opens it,
   * in the minutes for that and if it is its own. Where something in the log shows the status, no
   * word does.
   */
  private static Obligation report(
      Obligation obligation, ObligationReported said, LoggedEvent event) {
    String party = said.party();
    Standing before = obligation.of(party);
    ObligationStatus status = ObligationStatus.valueOf(said.status().wire());
    Standing.Entry entry = new Standing.Entry(event.id(), event.index(), event.recordedMillis());
    if (!counts(obligation, before, said, Instant.ofEpochMilli(event.recordedMillis()))) {
      return obligation;
    }
    Optional<Standing.Committed> committed =
        status == ObligationStatus.COMMITTED
            ? said.commitment().map(hash -> new Standing.Committed(hash.hex(), entry))
            : before.committed();
    return obligation.with(
        party,
        new Standing(
            status,
            said.evidenceRef(),
            committed,
            said.nonce(),
            Optional.of(entry),
            before.missed()));
  }

  private static boolean counts(
      Obligation obligation, Standing before, ObligationReported said, Instant recorded) {
    boolean commits = said.status() == ObligationReported.Status.COMMITTED;
    boolean isFirst = before.status() == ObligationStatus.SILENT;
    if (obligation.terms().opening().isEmpty()) {
      // Of before there was one instant: checked when it was said.
      return !commits || isFirst;
    }
    if (obligation.terms().measure().isPresent()) {
      return false;
    }
    if (commits) {
      return isFirst && recorded.isBefore(obligation.opensAt());
    }
    if (before.status() != ObligationStatus.COMMITTED) {
      return true;
    }
    return !recorded.isBefore(obligation.opensAt())
        && recorded.isBefore(obligation.closesAt())
        && said.nonce().isPresent()
        && before
            .committed()
            .map(Standing.Committed::hash)
            .equals(
                said.nonce()
                    .map(
                        nonce ->
                            Commitment.of(
                                obligation.id(), said.party(), said.status().wire(), nonce)));
  }

  @Override
  public String snapshotName() {
    return "dev.tallystick.consent.obligation/2"; // the form of what is kept
  }

  @Override
  public byte[] kept() {
    return KeptObligations.write(obligations.values());
  }

  @Override
  public void restored(State state, byte[] kept) {
    seen = state;
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

  /** Where a party stands now: by what the log holds of it, or by its word. */
  ObligationStatus status(Obligation obligation, String party, Instant now) {
    return obligation
        .terms()
        .measure()
        .map(measure -> Measure.of(measure, seen, party, now.toEpochMilli()))
        .orElseGet(() -> obligation.statusAt(party, now));
  }

  /** Whether an entry is one that commits or opens: those are shown to everybody. */
  boolean isOfACommitment(String event) {
    return obligations.values().stream()
        .flatMap(obligation -> obligation.standings().values().stream())
        .anyMatch(
            standing ->
                standing.committed().filter(one -> one.entry().event().equals(event)).isPresent()
                    || standing.said().filter(one -> one.event().equals(event)).isPresent());
  }

  @Override
  public List<Duty> openDuties(Optional<String> party, int limit) {
    Instant now = clock.instant();
    return all().stream()
        .flatMap(
            obligation ->
                obligation.standings().entrySet().stream()
                    .filter(one -> party.isEmpty() || party.get().equals(one.getKey()))
                    .filter(one -> status(obligation, one.getKey(), now) != ObligationStatus.DONE)
                    .map(
                        one ->
                            new Duty(
                                Duty.Kind.OBLIGATION,
                                one.getKey(),
                                obligation.id(),
                                obligation.terms().title(),
                                obligation.dueOn())))
        .limit(limit)
        .toList();
  }
}
