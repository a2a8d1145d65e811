package dev.tallystick.consent.obligation;

import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.Ids;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.events.type.ObligationId;
import dev.tallystick.events.type.ObligationReported;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Sets obligations and takes reports about them. A commitment is opened only when the others have
 * said something too, or on the day: whoever waits for the others learns nothing by it.
 */
@Singleton
class Obligations {
  private static final byte[] ZERO = {0};

  private final ObligationProjection obligations;
  private final ConsentEventPublisher events;
  private final PackInForce pack;
  private final Ids ids;

  Obligations(
      ObligationProjection obligations, ConsentEventPublisher events, PackInForce pack, Ids ids) {
    this.obligations = obligations;
    this.events = events;
    this.pack = pack;
    this.ids = ids;
  }

  /** An obligation as it was logged. */
  record Set(String obligation, Logged logged) {}

  Set set(ObligationRequestJson request, String by) {
    State state = events.current();
    for (String party : request.parties()) {
      if (state.party(party).filter(Party::isRegistered).isEmpty()) {
        throw ConsentProblemCode.PARTY_UNKNOWN.problem();
      }
    }
    String id = ids.draw("obl");
    return new Set(id, events.publish(events.event(request.toData(id, by), Map.of())));
  }

  Logged report(String id, String party, ObligationReportJson report) {
    Obligation obligation =
        obligations
            .find(id)
            .filter(found -> found.binds(party))
            .orElseThrow(ConsentProblemCode.OBLIGATION_UNKNOWN::problem);
    requireFitting(obligation, obligation.of(party), report);
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

  private void requireFitting(
      Obligation obligation, Standing standing, ObligationReportJson report) {
    boolean commits = report.status().equals(ObligationStatus.COMMITTED.name());
    if (commits != (report.commitment() != null)) {
      throw ConsentProblemCode.COMMITMENT_MISMATCH.problem("commitment", "commitment");
    }
    if (commits && standing.status() != ObligationStatus.SILENT) {
      throw ConsentProblemCode.COMMITMENT_STANDS.problem();
    }
    boolean opens = standing.status() == ObligationStatus.COMMITTED;
    if (opens != (report.nonce() != null)) {
      throw ConsentProblemCode.COMMITMENT_MISMATCH.problem("nonce", "commitment");
    }
    if (report.nonce() != null) {
      String opened = commitment(report.nonce(), report.status());
      if (!standing.commitment().equals(Optional.of(opened))) {
        throw ConsentProblemCode.COMMITMENT_MISMATCH.problem("nonce", "commitment");
      }
      if (!obligation.isAnsweredByAll() && pack.today().isBefore(obligation.dueOn())) {
        throw ConsentProblemCode.REVEAL_TOO_EARLY.problem();
      }
    }
  }

  private static String commitment(String nonce, String status) {
    return Hash.sha256(
            Base64.getUrlDecoder().decode(nonce), ZERO, status.getBytes(StandardCharsets.US_ASCII))
        .hex();
  }
}
