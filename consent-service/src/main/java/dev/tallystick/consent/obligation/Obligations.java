package dev.tallystick.consent.obligation;

import dev.tallystick.consent.Ids;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.Recorder;
import dev.tallystick.consent.log.StoredEntries;
import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.consent.party.PartyProblem;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sets obligations, takes reports about them and says in the log when a day has passed without the
 * deed. A commitment is opened only when the others have said something too, or on the day: whoever
 * waits for the others learns nothing by it.
 */
@Singleton
class Obligations {
  private static final Logger LOG = Logger.getLogger(Obligations.class);
  private static final byte[] ZERO = {0};

  private final ObligationBook book;
  private final ObligationMissTable table;
  private final Recorder recorder;
  private final StoredEntries entries;
  private final PackInForce pack;
  private final Ids ids;

  Obligations(
      ObligationBook book,
      ObligationMissTable table,
      Recorder recorder,
      StoredEntries entries,
      PackInForce pack,
      Ids ids) {
    this.book = book;
    this.table = table;
    this.recorder = recorder;
    this.entries = entries;
    this.pack = pack;
    this.ids = ids;
  }

  /** An obligation as it was logged. */
  record Set(String obligation, Logged logged) {}

  Set set(ObligationRequestJson request, String by) {
    State state = recorder.current();
    for (String party : request.parties()) {
      if (state.party(party).filter(Party::isRegistered).isEmpty()) {
        throw new PartyProblem.Unknown();
      }
    }
    String id = ids.draw("obl");
    return new Set(
        id, recorder.record(recorder.event("obligation.set", request.toData(id, by), Map.of())));
  }

  Logged report(String id, String party, ObligationReportJson report) {
    Obligation obligation =
        book.find(id)
            .filter(found -> found.binds(party))
            .orElseThrow(ObligationProblem.Unknown::new);
    requireFitting(obligation, obligation.of(party), report);
    JsonObject data =
        JsonObject.builder()
            .put("obligation", id)
            .put("party", party)
            .put("status", report.status())
            .putIfPresent("commitment", Optional.ofNullable(report.commitment()))
            .putIfPresent("nonce", Optional.ofNullable(report.nonce()))
            .putIfPresent("evidenceRef", Optional.ofNullable(report.evidenceRef()))
            .build();
    return recorder.record(recorder.event("obligation.reported", data, Map.of()));
  }

  private void requireFitting(
      Obligation obligation, Standing standing, ObligationReportJson report) {
    boolean commits = report.status().equals(ObligationStatus.COMMITTED.name());
    if (commits != (report.commitment() != null)) {
      throw new ObligationProblem.CommitmentMismatch("commitment");
    }
    if (commits && standing.status() != ObligationStatus.SILENT) {
      throw new ObligationProblem.CommitmentStands();
    }
    boolean opens = standing.status() == ObligationStatus.COMMITTED;
    if (opens != (report.nonce() != null)) {
      throw new ObligationProblem.CommitmentMismatch("nonce");
    }
    if (report.nonce() != null) {
      String opened = commitment(report.nonce(), report.status());
      if (!standing.commitment().equals(Optional.of(opened))) {
        throw new ObligationProblem.CommitmentMismatch("nonce");
      }
      if (!obligation.isAnsweredByAll() && pack.today().isBefore(obligation.dueOn())) {
        throw new ObligationProblem.RevealTooEarly();
      }
    }
  }

  private static String commitment(String nonce, String status) {
    return Hash.sha256(
            Base64.getUrlDecoder().decode(nonce), ZERO, status.getBytes(StandardCharsets.US_ASCII))
        .hex();
  }

  /** Says of every party whose day has passed that it is not done. */
  @Scheduled(
      every = "60s",
      delayed = "25s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sayWhatWasMissedToday() {
    try {
      sayWhatWasMissed(pack.today());
    } catch (AuditUnavailableProblem away) {
      LOG.debug("What was missed is said once the log can be written again");
    }
  }

  void sayWhatWasMissed(LocalDate today) {
    for (Obligation obligation : book.all()) {
      if (obligation.dueOn().isBefore(today)) {
        obligation.standings().forEach((party, standing) -> missed(obligation, party, standing));
      }
    }
  }

  private void missed(Obligation obligation, String party, Standing standing) {
    if (standing.missed() || standing.status() == ObligationStatus.DONE) {
      return;
    }
    JsonObject data =
        JsonObject.builder()
            .put("duty", "OBLIGATION")
            .put("party", party)
            .put("dueOn", obligation.dueOn().toString())
            .put("obligation", obligation.id())
            .build();
    Event event = recorder.event("obligation.missed", data, Map.of());
    entries
        .store(
            event, connection -> table.add(connection, obligation.id(), party, event.id().value()))
        .ifPresent(entries::send);
  }
}
