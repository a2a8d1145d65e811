package dev.tallystick.consent.auditing;

import dev.tallystick.consent.duty.Duty;
import dev.tallystick.consent.duty.DutySource;
import dev.tallystick.consent.state.LoggedData;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.AuditReported;
import dev.tallystick.events.type.ObligationMissed;
import dev.tallystick.events.type.PartyRegistered;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which audits the log has of whom, and when the next ones are due. Thread-safe. */
@Singleton
class AuditProjection implements StateListener, DutySource {
  private final Map<String, AuditedParty> parties = new ConcurrentHashMap<>();
  private final AuditClocks clocks;

  AuditProjection(AuditClocks clocks) {
    this.clocks = clocks;
  }

  @Override
  public void taken(LoggedEvent event, State after) {
    switch (event.stub().type()) {
      case PartyRegistered.NAME ->
          LoggedData.read(event, PartyRegistered::read)
              .ifPresent(registered -> add(event, registered));
      case AuditReported.NAME ->
          LoggedData.read(event, AuditReported::read)
              .ifPresent(
                  report ->
                      parties.computeIfPresent(
                          report.party(),
                          (id, party) ->
                              party.nextRun() == report.run()
                                  ? party.with(held(event, report), since(event))
                                  : party));
      case ObligationMissed.NAME ->
          LoggedData.read(event, ObligationMissed::read)
              .filter(missed -> missed.duty() == ObligationMissed.Duty.AUDIT)
              .ifPresent(
                  missed ->
                      parties.computeIfPresent(
                          missed.party(),
                          (id, party) ->
                              missed
                                  .about()
                                  .map(EventId::toString)
                                  .map(party::asMissed)
                                  .orElse(party)));
      default -> {
        // Nothing about audits.
      }
    }
  }

  /** A party that is registered anew under another role keeps its audits and its day. */
  private void add(LoggedEvent event, PartyRegistered registered) {
    String role = registered.role().wire();
    parties.compute(
        registered.party(),
        (id, before) ->
            before == null
                ? new AuditedParty(id, role, since(event), List.of(), /* missed= */ false)
                : new AuditedParty(id, role, before.since(), before.held(), before.missed()));
  }

  private static AuditedParty.Since since(LoggedEvent event) {
    return new AuditedParty.Since(event.id(), event.recordedMillis());
  }

  private static HeldAudit held(LoggedEvent event, AuditReported report) {
    return new HeldAudit(
        report.auditor(),
        Math.toIntExact(report.run()),
        report.from(),
        report.until(),
        report.dueOn(),
        report.late(),
        event.id());
  }

  Optional<AuditedParty> find(String party) {
    return Optional.ofNullable(parties.get(party));
  }

  Collection<AuditedParty> all() {
    return List.copyOf(parties.values());
  }

  /** Looks anew at whom the pack in force asks for audits. */
  void refresh() {
    clocks.refresh();
  }

  /** When the party's next audit is due; nothing if the pack in force asks for none. */
  Optional<LocalDate> dueOn(AuditedParty party) {
    return clocks.dueOn(party);
  }

  @Override
  public List<Duty> openDuties(Optional<String> party, int limit) {
    return parties.values().stream()
        .filter(one -> party.isEmpty() || party.get().equals(one.party()))
        .flatMap(one -> clocks.dueOn(one).map(day -> duty(one, day)).stream())
        .sorted(Comparator.comparing(Duty::dueOn).thenComparing(Duty::party))
        .limit(limit)
        .toList();
  }

  private static Duty duty(AuditedParty party, LocalDate dueOn) {
    return new Duty(
        Duty.Kind.AUDIT,
        party.party(),
        party.since().event(),
        "Be audited and report audit " + party.nextRun(),
        dueOn);
  }

  @Override
  public String snapshotName() {
    return "dev.tallystick.consent.auditing";
  }

  @Override
  public byte[] kept() {
    return KeptAudits.write(parties.values());
  }

  @Override
  public void restored(State state, byte[] kept) {
    parties.clear();
    KeptAudits.read(kept).forEach(party -> parties.put(party.party(), party));
  }
}
