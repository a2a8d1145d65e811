package dev.tallystick.audit.acknowledgement;

import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.index.LoggedPartyKey;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Acknowledgement;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.SeenCheckpoint;
import dev.tallystick.party.Statement;
import dev.tallystick.party.StatementRefusal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the acknowledgements of one request. Keys, roles and checkpoints are looked up once for
 * all of them, as of the request; so it serves one request and one thread.
 */
final class AcknowledgementCheck {
  private static final int RELEASED = EventTypes.get(DataReleased.SHORT_NAME).code();
  private static final long AHEAD_MILLIS = Duration.ofSeconds(30).toMillis();

  private final AcknowledgementEvidence evidence;
  private final Clock clock;
  private final Presenter presenter;
  private final Map<String, VerificationKeys> keys = new HashMap<>();
  private final Map<String, Boolean> presented = new HashMap<>();
  private final Map<SeenCheckpoint, Optional<AuditProblem>> checkpoints = new HashMap<>();

  AcknowledgementCheck(AcknowledgementEvidence evidence, Clock clock, Presenter presenter) {
    this.evidence = evidence;
    this.clock = clock;
    this.presenter = presenter;
  }

  /**
   * Checks who has signed it, and that this is who presents it.
   *
   * @throws AuditProblem naming what does not hold
   */
  Acknowledgement verify(String jws) {
    try {
      String issuer = Statement.claimedIssuer(jws);
      if (!presented.computeIfAbsent(issuer, this::mayPresent)) {
        throw new InvalidStatementException(
            StatementRefusal.REQUEST_PARTY_MISMATCH, "iss", "is the party that presents it");
      }
      return Acknowledgement.verify(
          jws,
          keys.computeIfAbsent(issuer, this::validKeys),
          new Expected(issuer, OwnEvents.SOURCE, clock.instant()));
    } catch (InvalidStatementException e) {
      throw AuditProblem.of(e);
    }
  }

  private boolean mayPresent(String issuer) {
    return presenter.isParty(issuer)
        || (presenter.actsForBureaus()
            && evidence.parties().role(issuer).filter("BUREAU"::equals).isPresent());
  }

  private VerificationKeys validKeys(String issuer) {
    long now = clock.millis();
    return VerificationKeys.of(
        evidence.parties().signingKeys(issuer).stream()
            .filter(key -> key.isValidAt(now))
            .map(LoggedPartyKey::key)
            .toArray(VerificationKey[]::new));
  }

  /**
   * Checks what it says of the release against what the log holds.
   *
   * @param row the entry of the event that it names, if there is one
   * @throws AuditProblem naming what does not hold
   */
  CheckedAcknowledgement compare(Acknowledgement said, String jws, @Nullable StoredEntry row) {
    if (row == null || row.typeCode() != RELEASED || row.sealed() == null) {
      throw AuditProblem.of(AuditProblemCode.RELEASE_UNKNOWN);
    }
    Body body = evidence.seal().openBody(row);
    DataReleased released = DataReleased.read(body.data());
    if (!released.to().equals(said.claims().issuer())) {
      throw AuditProblem.of(AuditProblemCode.NOT_YOUR_PARTY);
    }
    require(said.index() == row.index(), "index", "the release's place in the log");
    require(said.entry().equals(row.entry()), "entry", "what the log holds there");
    require(
        said.payloadDigest().equals(released.payloadDigest()),
        "payloadDigest",
        "the digest that the release names");
    require(
        said.receivedAtMillis() <= clock.millis() + AHEAD_MILLIS,
        "receivedAt",
        "at most 30 s ahead of the log's clock");
    Optional<AuditProblem> foreign =
        checkpoints.computeIfAbsent(said.checkpoint(), this::checkpointProblem);
    if (foreign.isPresent()) {
      throw foreign.get();
    }
    return new CheckedAcknowledgement(said, jws, row, body);
  }

  /** The release that is acknowledged, as the statement names it. */
  static EventId release(Acknowledgement said) {
    return EventId.fromString(said.release());
  }

  private Optional<AuditProblem> checkpointProblem(SeenCheckpoint seen) {
    if (!evidence.history().had(seen)) {
      return Optional.of(
          AuditProblem.ofField(
              AuditProblemCode.CHECKPOINT_FOREIGN,
              "acknowledgement.checkpoint",
              "size and root of this log at some time"));
    }
    if (!evidence.history().isWitnessed(seen)) {
      return Optional.of(
          AuditProblem.ofField(
              AuditProblemCode.CHECKPOINT_NOT_WITNESSED,
              "acknowledgement.checkpoint",
              "at most the size that a quorum has cosigned"));
    }
    return Optional.empty();
  }

  private static void require(boolean holds, String field, String rule) {
    if (!holds) {
      throw AuditProblem.ofField(
          AuditProblemCode.ACKNOWLEDGEMENT_MISMATCH, "acknowledgement." + field, rule);
    }
  }
}
