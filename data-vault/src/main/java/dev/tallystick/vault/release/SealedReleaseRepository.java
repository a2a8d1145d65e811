package dev.tallystick.vault.release;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.receipt.InvalidReceiptException;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.producer.DirectStatements;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.Sealed;
import dev.tallystick.vault.keystore.SealingPlace;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.jpa.SpecHints;

/**
 * The releases. Each change of state names the state that it comes from, so repeating one changes
 * nothing.
 */
@Singleton
class SealedReleaseRepository implements PanacheRepositoryBase<SealedReleaseEntity, UUID> {
  private static final String EVENT = "event";
  private static final String PAYLOAD = "payload";
  private static final String RECEIPT = "receipt";
  private static final int SKIP_LOCKED = -2;

  private final DirectStatements statements;

  SealedReleaseRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** Stores a release that is about to be logged. */
  void intend(OpenKeys keys, SealedRelease release, Instant notAfter, Instant now) {
    Intent intent = Intent.of(release.event());
    Sealed event = keys.seal(intent.owner(), place(intent, EVENT), release.event().toRequestJson());
    Sealed payload =
        keys.seal(intent.owner(), place(intent, PAYLOAD), release.jwe().getBytes(US_ASCII));
    persist(new SealedReleaseEntity(release, notAfter, event, payload, now));
  }

  /** The log has it. False if that was known before. */
  boolean markLogged(
      OpenKeys keys, Intent intent, Receipt receipt, boolean recovered, Instant now) {
    Sealed sealed = keys.seal(intent.owner(), place(intent, RECEIPT), receipt.toJson());
    return statements.update(
            """
            update release set state = 'LOGGED', logged_at = ?, recovered = ?, sealed_receipt = ?,
              receipt_key_version = ? where event_id = ? and state = 'INTENT'
            """,
            now,
            recovered,
            sealed.value().toByteArray(),
            sealed.keyVersion(),
            intent.event().value())
        == 1;
  }

  /** The log does not have it and can no longer take it. */
  void abandon(EventId event) {
    update(
        "state = ABANDONED, sealedEvent = null, sealedPayload = null"
            + " where eventId = ?1 and state = INTENT",
        event.value());
  }

  /** The payloads are about to be written. */
  void countAttempt(List<EventId> events) {
    statements.update(
        """
        update release set attempts = attempts + 1
        where event_id = any(?) and state in ('LOGGED', 'SENT')
        """,
        (Object) values(events));
  }

  /** The payloads were written. */
  void markSent(List<EventId> events) {
    statements.update(
        "update release set state = 'SENT' where event_id = any(?) and state = 'LOGGED'",
        (Object) values(events));
  }

  /** The recipient has it, or has had it: nothing of it is kept. */
  void acknowledge(EventId event) {
    statements.update(
        """
        update release set state = 'ACKNOWLEDGED', sealed_event = null, sealed_payload = null,
          sealed_receipt = null where event_id = ? and state in ('LOGGED', 'SENT', 'UNDELIVERED')
        """,
        event.value());
  }

  void markUndelivered(EventId event) {
    update("state = UNDELIVERED where eventId = ?1 and state = LOGGED", event.value());
  }

  /** Deletes what was logged before this time. Returns of how many releases. */
  int wipe(Instant loggedBefore) {
    return update(
        "sealedEvent = null, sealedPayload = null, sealedReceipt = null where loggedAt < ?1"
            + " and sealedPayload is not null and state in (SENT, UNDELIVERED)",
        loggedBefore);
  }

  /** Deletes what is kept of a person's releases from this source, or from all, but open ones. */
  void empty(String subject, Optional<String> source) {
    update(
        "sealedEvent = null, sealedPayload = null, sealedReceipt = null"
            + " where (subject = ?1 or array_contains(others, ?1)) and (?2 = '' or source = ?2)"
            + " and state <> INTENT",
        subject,
        source.orElse(""));
  }

  /** Whether the outcome of a release about the person, from this source or any, is open. */
  boolean isOpen(String subject, Optional<String> source) {
    return count(
            "(subject = ?1 or array_contains(others, ?1)) and (?2 = '' or source = ?2)"
                + " and state = INTENT",
            subject,
            source.orElse(""))
        > 0;
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
      byte[] event = keys.open(intent.owner(), place(intent, EVENT), row.event());
      byte[] jwe = keys.open(intent.owner(), place(intent, PAYLOAD), row.payload());
      Optional<Sealed> receipt = row.receipt();
      return new SealedRelease(
          row.request(),
          row.state(),
          Event.parse(event),
          new String(jwe, US_ASCII),
          row.loggedAt(),
          receipt.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  Receipt.parse(keys.open(intent.owner(), place(intent, RECEIPT), receipt.get()))));
    } catch (InvalidEventException | InvalidReceiptException e) {
      throw new IllegalStateException(
          "release " + intent.event() + " was sealed as something else", e);
    }
  }

  private static UUID[] values(List<EventId> events) {
    return events.stream().map(EventId::value).toArray(UUID[]::new);
  }

  private static SealingPlace place(Intent intent, String field) {
    return SealingPlace.of("release", intent.release(), intent.event().toString(), field);
  }
}
