package dev.tallystick.consent.obligation;

import dev.tallystick.consent.Ids;
import dev.tallystick.consent.LogProblemCode;
import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.events.type.ObligationId;
import dev.tallystick.events.type.ObligationReported;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Sets obligations and takes reports about them. Commitments are opened at one instant, in the ten
 * minutes after it: whoever waits for the others learns nothing by it.
 */
@Singleton
class Obligations {
  private final ObligationProjection obligations;
  private final ConsentEventPublisher events;
  private final PackInForce pack;
  private final Ids ids;
  private final Clock clock;

  Obligations(
      ObligationProjection obligations,
      ConsentEventPublisher events,
      PackInForce pack,
      Ids ids,
      Clock clock) {
    this.obligations = obligations;
    this.events = events;
    this.pack = pack;
    this.ids = ids;
    this.clock = clock;
  }

  /** An obligation as it was logged. */
  record Set(String obligation, Logged logged) {}

  Set set(ObligationRequestJson request, String by) {
    State state = events.current();
    for (String party : request.parties()) {
      if (state.party(party).filter(Party::isRegistered).isEmpty()) {
        throw PartyProblemCode.PARTY_UNKNOWN.problem();
      }
    }
    Instant opensAt = opensAt(request);
    String id = ids.draw("obl");
    return new Set(id, events.publish(events.event(request.toData(id, opensAt, by), Map.of())));
  }

  /** Midnight after the last day, where the rules are at home, unless the regulator says when. */
  private Instant opensAt(ObligationRequestJson request) {
    Instant day = request.dueOn().atStartOfDay(pack.zone()).toInstant();
    Instant wanted = request.opensAt();
    if (wanted == null) {
      return request.dueOn().plusDays(1).atStartOfDay(pack.zone()).toInstant();
    }
    if (wanted.isBefore(day) || !wanted.isAfter(clock.instant())) {
      throw LogProblemCode.FIELD_INVALID.problem("opensAt", "on-or-after-the-last-day");
    }
    return wanted;
  }

  Logged report(String id, String party, ObligationReportJson report) {
    Obligation obligation =
        obligations
            .find(id)
            .filter(found -> found.binds(party))
            .orElseThrow(PartyProblemCode.OBLIGATION_UNKNOWN::problem);
    requireFitting(obligation, party, report);
    ObligationReported data =
        ObligationReported.builder()
            .obligation(new ObligationId(id))
            .party(party)
            .status(ObligationReported.Status.of(report.status()))
            .commitment(Optional.ofNullable(report.commitment()).map(Hash::fromHex))
            .nonce(Optional.ofNullable(report.nonce()))
            .evidenceRef(Optional.ofNullable(report.evidenceRef()))
            .build();
    return events.publish(events.event(data, Map.of()));
  }

  private void requireFitting(Obligation obligation, String party, ObligationReportJson report) {
    if (obligation.terms().measure().isPresent()) {
      throw PartyProblemCode.STATUS_DERIVED.problem();
    }
    Standing standing = obligation.of(party);
    boolean commits = report.status().equals(ObligationStatus.COMMITTED.name());
    if (commits != (report.commitment() != null)) {
      throw PartyProblemCode.COMMITMENT_MISMATCH.problem("commitment", "commitment");
    }
    if (commits && standing.status() != ObligationStatus.SILENT) {
      throw PartyProblemCode.COMMITMENT_STANDS.problem();
    }
    boolean opens = standing.status() == ObligationStatus.COMMITTED;
    if (opens != (report.nonce() != null)) {
      throw PartyProblemCode.COMMITMENT_MISMATCH.problem("nonce", "commitment");
    }
    Instant now = clock.instant();
    if (commits && !now.isBefore(obligation.opensAt())) {
      throw PartyProblemCode.COMMITMENT_TOO_LATE.problem();
    }
    if (report.nonce() != null) {
      requireOpening(obligation, party, report.status(), report.nonce());
    }
  }

  private void requireOpening(Obligation obligation, String party, String status, String nonce) {
    Optional<String> hash = obligation.of(party).committed().map(Standing.Committed::hash);
    if (!hash.equals(Optional.of(Commitment.of(obligation.id(), party, status, nonce)))) {
      throw PartyProblemCode.COMMITMENT_MISMATCH.problem("nonce", "commitment");
    }
    Instant now = clock.instant();
    if (now.isBefore(obligation.opensAt())) {
      throw PartyProblemCode.REVEAL_TOO_EARLY.problem();
    }
    if (!now.isBefore(obligation.closesAt())) {
      throw PartyProblemCode.REVEAL_TOO_LATE.problem();
    }
  }
}
