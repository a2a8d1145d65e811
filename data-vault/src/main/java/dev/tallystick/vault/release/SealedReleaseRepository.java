package dev.tallystick.vault.release;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.producer.direct.DirectStatements;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.Sealed;
import dev.tallystick.vault.keystore.SealingPlace;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.jpa.SpecHints;
import org.jspecify.annotations.Nullable;

/**
 * The releases. Each change of state names the state that it comes from, so repeating one changes
 * nothing.
 */
@Singleton
class SealedReleaseRepository implements PanacheRepositoryBase<SealedReleaseEntity, UUID> {
  private static final String EVENT = "event";
  private static final String PAYLOAD = "payload";
  private static final int SKIP_LOCKED = -2;

  /** Filed under the person, or with records of theirs; each by an index. */
  private static final String OF_PERSON =
      "(subject = ? or (others <> '{}' and others @> array[?::varchar]))"
          + " and (? = '' or source = ?)";

  private final DirectStatements statements;

  SealedReleaseRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /**
   * The caller's transaction need not be on disk when it ends: after a crash of the database it may
   * be as if it had never been.
   */
  void allowLateCommit() {
    statements.commitLate();
  }

  /** Stores releases that are about to be logged. */
  void intend(OpenKeys keys, List<IntendedRelease> releases, Instant now) {
    statements.updateEach(
        """
        insert into release (event_id, release, request, subject, source, recipient, others, state,
          not_after, intended_at, key_version, sealed_event, sealed_payload)
        values (?, ?, ?, ?, ?, ?, ?, 'INTENT', ?, ?, ?, ?, ?)
        """,
        releases.stream().map(one -> row(keys, one, now)).toList());
  }

  private static @Nullable Object[] row(OpenKeys keys, IntendedRelease intended, Instant now) {
    SealedRelease release = intended.release();
    DataReleased data = release.data();
    Intent intent = Intent.of(release.event());
    KeyOwner owner = intent.owner();
    Sealed event = keys.seal(owner, place(intent, EVENT), release.event().toRequestJson());
    Sealed payload = keys.seal(owner, place(intent, PAYLOAD), release.jwe().getBytes(US_ASCII));
    return new @Nullable Object[] {
      intent.event().value(),
      intent.release(),
      release.request(),
      owner.subject(),
      owner.source(),
      data.to(),
      data.others().toArray(String[]::new),
      intended.notAfter(),
      now,
      event.keyVersion(),
      event.value().toByteArray(),
      payload.value().toByteArray()
    };
  }

  /**
   * The log has these, and so they have handed over what they hold. Gives those of which that was
   * not known before.
   *
   * @param attempts how often their payloads are about to be written with this
   */
  Set<EventId> markLogged(
      Map<EventId, Receipt> receipts, boolean recovered, int attempts, Instant now) {
    List<Map.Entry<EventId, Receipt>> logged = List.copyOf(receipts.entrySet());
    return Set.copyOf(
        statements.list(
            """
            with logged (event_id, receipt) as (select * from unnest(?::uuid[], ?::bytea[])),
              handed as (update released_record h set logged = true from logged l
                where h.event_id = l.event_id)
            update release r set state = 'LOGGED', logged_at = ?, recovered = ?,
              receipt = l.receipt, attempts = r.attempts + ?
            from logged l where r.event_id = l.event_id and r.state = 'INTENT'
            returning r.event_id
            """,
            row -> new EventId(row.getObject(1, UUID.class)),
            logged.stream().map(one -> one.getKey().value()).toArray(UUID[]::new),
            logged.stream().map(one -> KeptReceipt.of(one.getValue())).toArray(byte[][]::new),
            now,
            recovered,
            attempts));
  }

  /** The log does not have these and can no longer take them. */
  void abandon(Collection<EventId> events) {
    statements.update(
        """
        with abandoned as (
          update release set state = 'ABANDONED', sealed_event = null, sealed_payload = null
          where event_id = any(?) and state = 'INTENT' returning event_id)
        delete from released_record where event_id in (select event_id from abandoned)
        """,
        (Object) values(events));
  }

  /** The payloads are about to be written. */
  void countAttempt(Collection<EventId> events) {
    statements.update(
        """
        update release set attempts = attempts + 1
        where event_id = any(?) and state in ('LOGGED', 'SENT')
        """,
        (Object) values(events));
  }

  /** The payloads were written. */
  void markSent(Collection<EventId> events) {
    statements.update(
        "update release set state = 'SENT' where event_id = any(?) and state = 'LOGGED'",
        (Object) values(events));
  }

  /**
   * The recipients have these, or have had them: nothing of them is kept. An acknowledgement says
   * that the log has the release, too, should that have been forgotten by a crash.
   */
  void acknowledge(Collection<EventId> events) {
    statements.update(
        """
        with acknowledged as (
          update release set state = 'ACKNOWLEDGED', sealed_event = null, sealed_payload = null,
            receipt = null
          where event_id = any(?) and state in ('INTENT', 'LOGGED', 'SENT', 'UNDELIVERED')
          returning event_id)
        update released_record set logged = true
        where event_id in (select event_id from acknowledged) and not logged
        """,
        (Object) values(events));
  }

  void markUndelivered(EventId event) {
    update("state = UNDELIVERED where eventId = ?1 and state = LOGGED", event.value());
  }

  /** Deletes what was logged before this time. Returns of how many releases. */
  int wipe(Instant loggedBefore) {
    return update(
        "sealedEvent = null, sealedPayload = null, receipt = null where loggedAt < ?1"
            + " and sealedPayload is not null and state in (LOGGED, SENT, UNDELIVERED)",
        loggedBefore);
  }

  /** Deletes what is kept of a person's releases from this source, or from all, but open ones. */
  void empty(String subject, Optional<String> source) {
    statements.update(
        "update release set sealed_event = null, sealed_payload = null, receipt = null where "
            + OF_PERSON
            + " and state <> 'INTENT'",
        subject,
        subject,
        source.orElse(""),
        source.orElse(""));
  }

  /** Whether the outcome of a release about the person, from this source or any, is open. */
  boolean isOpen(String subject, Optional<String> source) {
    return statements
        .first(
            "select 1 from release where " + OF_PERSON + " and state = 'INTENT' limit 1",
            row -> true,
            subject,
            subject,
            source.orElse(""),
            source.orElse(""))
        .isPresent();
  }

  /** The releases that answer a request, without those that came to nothing, in order. */
  List<SealedRelease> ofRequest(OpenKeys keys, String request) {
    return list(
            "request = ?1 and state <> ABANDONED and sealedPayload is not null order by source",
            request)
        .stream()
        .map(row -> open(keys, row))
        .toList();
  }

  /** A release whose payload is still there. */
  Optional<SealedRelease> find(OpenKeys keys, EventId event) {
    return find("eventId = ?1 and sealedPayload is not null", event.value())
        .<SealedReleaseEntity>singleResultOptional()
        .map(row -> open(keys, row));
  }

  int count(String request) {
    return Math.toIntExact(count("request = ?1 and state <> ABANDONED", request));
  }

  Optional<Instant> notAfter(EventId event) {
    return getSession()
        .createQuery("select notAfter from SealedReleaseEntity where eventId = ?1", Instant.class)
        .setParameter(1, event.value())
        .uniqueResultOptional();
  }

  /** Releases whose outcome is open though no permit covers them any more. */
  List<Intent> openSince(Instant lapsedBefore, int most) {
    return getSession()
        .createQuery(
            """
            select eventId, releaseId, subject, source from SealedReleaseEntity
            where state = INTENT and notAfter < ?1 order by intendedAt
            """,
            Object[].class)
        .setParameter(1, lapsedBefore)
        .setMaxResults(most)
        .getResultStream()
        .map(
            row ->
                new Intent(
                    new EventId((UUID) row[0]),
                    (String) row[1],
                    Intent.owner((String) row[2], (String) row[3])))
        .toList();
  }

  /** Whether there is a release that the log has and nobody got in time. */
  boolean isAnyLate(Instant loggedBefore) {
    return statements
        .first(
            "select 1 from release where state = 'LOGGED' and logged_at < ? limit 1",
            row -> true,
            loggedBefore)
        .isPresent();
  }

  /** Releases that the log has and nobody got in time; kept to this transaction. */
  List<LateRelease> late(Instant loggedBefore, int most) {
    return find("state = LOGGED and loggedAt < ?1 order by loggedAt", loggedBefore)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, SKIP_LOCKED)
        .page(Page.ofSize(most))
        .<SealedReleaseEntity>list()
        .stream()
        .map(SealedReleaseEntity::toLate)
        .toList();
  }

  private static SealedRelease open(OpenKeys keys, SealedReleaseEntity row) {
    Intent intent = row.intent();
    try {
      Event event = Event.parse(keys.open(intent.owner(), place(intent, EVENT), row.event()));
      byte[] jwe = keys.open(intent.owner(), place(intent, PAYLOAD), row.payload());
      return new SealedRelease(
          row.request(),
          row.state(),
          event,
          new String(jwe, US_ASCII),
          row.loggedAt(),
          row.receipt().map(kept -> KeptReceipt.open(kept, event)));
    } catch (InvalidEventException e) {
      throw new IllegalStateException(
          "release " + intent.event() + " was sealed as something else", e);
    }
  }

  private static UUID[] values(Collection<EventId> events) {
    return events.stream().map(EventId::value).toArray(UUID[]::new);
  }

  private static SealingPlace place(Intent intent, String field) {
    return SealingPlace.of("release", intent.release(), intent.event().toString(), field);
  }
}
