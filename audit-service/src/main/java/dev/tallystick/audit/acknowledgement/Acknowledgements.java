package dev.tallystick.audit.acknowledgement;

import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.index.Deliveries;
import dev.tallystick.audit.index.LoggedParties;
import dev.tallystick.audit.index.LoggedPartyKey;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.sequencing.AppendOutcome;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Acknowledgement;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.Statement;
import dev.tallystick.party.StatementRefusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The use case: the recipient of a release confirms it, and the log keeps the confirmation, once.
 * Accepted however late, also after a withdrawal or an erasure. Blocks on the database;
 * thread-safe.
 */
public final class Acknowledgements {
  private static final int RELEASED = EventTypes.get(DataReleased.SHORT_NAME).code();
  private static final long AHEAD_MILLIS = Duration.ofSeconds(30).toMillis();
  private static final String CHARGE = "charge/";

  private final LoggedParties parties;
  private final LogEntryRepository entries;
  private final OpeningSeal seal;
  private final LoggedHistory history;
  private final Deliveries deliveries;
  private final AcknowledgementClaimRepository claims;
  private final OwnEvents log;
  private final Clock clock;

  /** What an acknowledgement is checked against. */
  public record Evidence(
      LoggedParties parties,
      LogEntryRepository entries,
      OpeningSeal seal,
      LoggedHistory history,
      Deliveries deliveries) {}

  /** Checks against, and appends to, this log. */
  public Acknowledgements(
      Evidence evidence, AcknowledgementClaimRepository claims, OwnEvents log, Clock clock) {
    this.parties = evidence.parties;
    this.entries = evidence.entries;
    this.seal = evidence.seal;
    this.history = evidence.history;
    this.deliveries = evidence.deliveries;
    this.claims = claims;
    this.log = log;
    this.clock = clock;
  }

  /** Logs the acknowledgement, or finds the one that the release has. */
  Acknowledged accept(String jws, Presenter presenter) {
    Acknowledgement said = verify(jws, presenter);
    EventId release = EventId.fromString(said.release());
    StoredEntry row =
        entries
            .find(release)
            .filter(found -> found.typeCode() == RELEASED && found.sealed() != null)
            .orElseThrow(() -> AuditProblem.of(AuditProblemCode.RELEASE_UNKNOWN));
    Body body = seal.openBody(row);
    check(said, row, body);
    return log(release, said, jws, row, body);
  }

  private Acknowledgement verify(String jws, Presenter presenter) {
    try {
      String issuer = Statement.claimedIssuer(jws);
      if (!presenter.isParty(issuer) && !(presenter.actsForBureaus() && isBureau(issuer))) {
        throw new InvalidStatementException(
            StatementRefusal.REQUEST_PARTY_MISMATCH, "iss", "is the party that presents it");
      }
      long now = clock.millis();
      VerificationKey[] keys =
          parties.signingKeys(issuer).stream()
              .filter(key -> key.isValidAt(now))
              .map(LoggedPartyKey::key)
              .toArray(VerificationKey[]::new);
      return Acknowledgement.verify(
          jws, VerificationKeys.of(keys), new Expected(issuer, OwnEvents.SOURCE, clock.instant()));
    } catch (InvalidStatementException e) {
      throw AuditProblem.of(e);
    }
  }

  private boolean isBureau(String party) {
    return parties.role(party).filter("BUREAU"::equals).isPresent();
  }

  private void check(Acknowledgement said, StoredEntry row, Body body) {
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
    if (!history.had(said.checkpoint())) {
      throw AuditProblem.ofField(
          AuditProblemCode.CHECKPOINT_FOREIGN,
          "acknowledgement.checkpoint",
          "size and root of this log at some time");
    }
    if (!history.isWitnessed(said.checkpoint())) {
      throw AuditProblem.ofField(
          AuditProblemCode.CHECKPOINT_NOT_WITNESSED,
          "acknowledgement.checkpoint",
          "at most the size that a quorum has cosigned");
    }
  }

  private static void require(boolean holds, String field, String rule) {
    if (!holds) {
      throw AuditProblem.ofField(
          AuditProblemCode.ACKNOWLEDGEMENT_MISMATCH, "acknowledgement." + field, rule);
    }
  }

  private Acknowledged log(
      EventId release, Acknowledgement said, String jws, StoredEntry row, Body body) {
    EventId id = claims.claim(release, log.drawId());
    while (true) {
      Optional<StoredEntry> first = entries.find(id);
      if (first.isPresent()) {
        return new Acknowledged(first.get(), /* isNew= */ false);
      }
      try {
        Optional<EventId> undelivered = deliveries.undelivered(release);
        AppendOutcome outcome =
            log.append(
                id,
                data(said, jws, row, body, undelivered),
                body.subject(),
                // A fee that was reversed counts again.
                undelivered.isPresent() ? charges(row) : List.of());
        return new Acknowledged(logged(id), outcome instanceof AppendOutcome.Logged);
      } catch (AuditProblem e) {
        if (e.is(AuditProblemCode.EVENT_ID_REUSED)) {
          return new Acknowledged(logged(id), /* isNew= */ false);
        }
        if (!e.is(AuditProblemCode.EVENT_ID_OUT_OF_RANGE)) {
          throw e;
        }
        // Claimed days ago and never logged: recorded times do not go back, so it never will be.
        id = claims.replace(release, id, log.drawId());
      }
    }
  }

  private List<String> charges(StoredEntry release) {
    return seal.openStub(release).advances().stream()
        .filter(key -> key.startsWith(CHARGE))
        .toList();
  }

  private StoredEntry logged(EventId id) {
    return entries
        .find(id)
        .orElseThrow(() -> new LogStoreException("an entry that was confirmed is not there"));
  }

  private static DataReceived data(
      Acknowledgement said, String jws, StoredEntry row, Body body, Optional<EventId> undelivered) {
    DataReleased released = DataReleased.read(body.data());
    return DataReceived.builder()
        .release(row.id())
        .releaseIndex(row.index())
        .releaseEntry(row.entry())
        .from(released.from())
        .to(released.to())
        .payloadDigest(said.payloadDigest())
        .checkpointSize(said.checkpoint().size())
        .checkpointRoot(said.checkpoint().root())
        .receivedAt(Instant.ofEpochMilli(said.receivedAtMillis()))
        .voids(undelivered)
        .receiverSignature(jws)
        .build();
  }
}
