package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.AnswerSeal.SealedAnswer;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Inquiries. A row changes its state from the state before it only; each method that changes one
 * returns whether the row was in that state.
 */
@Singleton
class InquiryRepository implements PanacheRepositoryBase<InquiryEntity, InquiryEntity.Key> {
  private static final int PAGE_SIZE = 100;

  private static final String INSERT =
      """
      insert into inquiry (bureau_id, attempt, lender, idempotency_key, request_hash, state,
        claimed_until, created_at, subject, product, parents, attempts)
      values (?, ?, ?, ?, ?, 'STARTED', ?, ?, ?, ?, '{}', 0)
      on conflict (bureau_id, lender, idempotency_key) do nothing
      """;
  private static final String TO_INTENT =
      """
      update inquiry set state = 'INTENT', event_id = ?, not_after = ?, fee = ?,
        claimed_until = ?, wrapped_key = ?, sealed_answer = ?
      where attempt = ? and state = 'SOURCED'
      """;
  private static final String TO_LOGGED =
      """
      update inquiry set state = 'LOGGED', logged_at = ?, wrapped_key = ?, sealed_answer = ?
      where attempt = ? and state = 'INTENT'
      """;
  private static final String TO_RECEIVED =
      """
      update InquiryEntity set sealedAnswer = null, wrappedKey = null,
        loggedAt = coalesce(loggedAt, instant),
        state = case when state in (INTENT, LOGGED, SENT) then :received else state end
      where eventId = :event
      """;
  private static final String DROP_MADE_OF =
      """
      update inquiry set sealed_answer = null, wrapped_key = null
      where subject = :subject and :release = any (parents) and sealed_answer is not null
        and state <> 'INTENT'
      """;

  private final DirectStatements statements;

  InquiryRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** The inquiry under a lender's key. */
  Optional<InquiryEntity> find(InquiryKey key) {
    return find("lender = ?1 and idempotencyKey = ?2", key.lender(), key.value())
        .firstResultOptional();
  }

  /** Adds an inquiry in STARTED; returns whether there was none under the key. */
  boolean add(BureauId bureau, UUID attempt, InquiryKey key, NewInquiry inquiry) {
    return statements.update(
            INSERT,
            bureau.value(),
            attempt,
            key.lender(),
            key.value(),
            key.request().toByteArray(),
            inquiry.claimedUntil(),
            inquiry.now(),
            inquiry.subject(),
            inquiry.product())
        == 1;
  }

  /** What is asked, and until when the process that asks is left alone with it. */
  record NewInquiry(String subject, String product, Instant now, Instant claimedUntil) {}

  /** Makes room for another run under the same key. */
  void removeAbandoned(InquiryKey key) {
    statements.update(
        "delete from inquiry where lender = ? and idempotency_key = ? and state = 'ABANDONED'",
        key.lender(),
        key.value());
  }

  /** STARTED → SOURCED. */
  boolean toSourced(UUID attempt, Collection<String> parents) {
    return statements.update(
            "update inquiry set state = 'SOURCED', parents = ? where attempt = ? and state = 'STARTED'",
            parents.toArray(String[]::new),
            attempt)
        == 1;
  }

  /** SOURCED → INTENT. */
  boolean toIntent(UUID attempt, Sale sale, SealedAnswer sealed, Instant claimedUntil) {
    return statements.update(
            TO_INTENT,
            sale.event().id().value(),
            sale.notAfter(),
            sale.feeText(),
            claimedUntil,
            sealed.key().toByteArray(),
            sealed.value().toByteArray(),
            attempt)
        == 1;
  }

  /** INTENT → SOURCED. */
  boolean backToSourced(UUID attempt, Instant claimedUntil) {
    return update(
            "state = SOURCED, eventId = null, wrappedKey = null, sealedAnswer = null, claimedUntil"
                + " = ?1 where attempt = ?2 and state = INTENT",
            claimedUntil,
            attempt)
        == 1;
  }

  /** INTENT → LOGGED. */
  boolean toLogged(UUID attempt, SealedAnswer sealed, Instant loggedAt) {
    return statements.update(
            TO_LOGGED, loggedAt, sealed.key().toByteArray(), sealed.value().toByteArray(), attempt)
        == 1;
  }

  /** LOGGED → SENT. */
  boolean toSent(UUID attempt) {
    return statements.update(
            "update inquiry set state = 'SENT' where attempt = ? and state = 'LOGGED'", attempt)
        == 1;
  }

  /** INTENT, LOGGED or SENT → RECEIVED; in every other state the answer goes all the same. */
  void toReceived(EventId event) {
    getEntityManager()
        .createQuery(TO_RECEIVED)
        .setParameter("received", InquiryState.RECEIVED)
        .setParameter("event", event.value())
        .executeUpdate();
  }

  /** LOGGED → UNDELIVERED. */
  boolean toUndelivered(UUID attempt) {
    return update(
            "state = UNDELIVERED, wrappedKey = null, sealedAnswer = null where attempt = ?1 and"
                + " state = LOGGED",
            attempt)
        == 1;
  }

  /** STARTED or SOURCED → REFUSED. */
  boolean toRefused(UUID attempt, String refusal) {
    return update(
            "state = REFUSED, refusal = ?1 where attempt = ?2 and state in (STARTED, SOURCED)",
            refusal,
            attempt)
        == 1;
  }

  /** STARTED or SOURCED → ABANDONED. */
  boolean toAbandoned(UUID attempt) {
    return update("state = ABANDONED where attempt = ?1 and state in (STARTED, SOURCED)", attempt)
        == 1;
  }

  /** INTENT → ABANDONED. */
  boolean intentToAbandoned(UUID attempt) {
    return update(
            "state = ABANDONED, wrappedKey = null, sealedAnswer = null where attempt = ?1 and"
                + " state = INTENT",
            attempt)
        == 1;
  }

  /** Counts one try to send the answer. */
  void countAttempt(UUID attempt) {
    statements.update("update inquiry set attempts = attempts + 1 where attempt = ?", attempt);
  }

  /** The sealed answer in a row, for as long as it is kept: the wrapped key and what it seals. */
  Optional<Object[]> sealedAnswer(UUID attempt) {
    return getEntityManager()
        .createQuery(
            "select wrappedKey, sealedAnswer from InquiryEntity where attempt = :attempt and"
                + " sealedAnswer is not null",
            Object[].class)
        .setParameter("attempt", attempt)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Those whose process is gone before there was an intent. */
  @Transactional
  @AsBureau
  List<StoredInquiry> deserted(BureauId bureau, Instant now) {
    return due("state in (STARTED, SOURCED) and claimedUntil < ?1", now);
  }

  /** Those whose release may be logged, and nobody has seen it. */
  @Transactional
  @AsBureau
  List<StoredInquiry> undecided(BureauId bureau, Instant now) {
    return due("state = INTENT and claimedUntil < ?1", now);
  }

  /** Those that were logged before then and have not left. */
  @Transactional
  @AsBureau
  List<StoredInquiry> unsent(BureauId bureau, Instant loggedBefore) {
    return due("state = LOGGED and loggedAt < ?1", loggedBefore);
  }

  private List<StoredInquiry> due(String condition, Instant limit) {
    return find(condition + " order by createdAt", limit).page(0, PAGE_SIZE).list().stream()
        .map(InquiryEntity::stored)
        .toList();
  }

  /** Whether an inquiry about the person that was begun by then has not ended. */
  boolean isBeingMade(String subject, Instant begunBy) {
    return count(
            "subject = ?1 and createdAt <= ?2 and state in (STARTED, SOURCED, INTENT)",
            subject,
            begunBy)
        > 0;
  }

  /** Deletes the kept answers about the person that were made of a release; how many. */
  int dropAnswersMadeOf(String subject, String release) {
    return getEntityManager()
        .createNativeQuery(DROP_MADE_OF)
        .setParameter("subject", subject)
        .setParameter("release", release)
        .executeUpdate();
  }

  /** Deletes sealed answers of releases logged before then. */
  @Transactional
  @AsBureau
  void forgetAnswers(BureauId bureau, Instant loggedBefore) {
    update(
        "sealedAnswer = null, wrappedKey = null where sealedAnswer is not null and state not in"
            + " (INTENT, LOGGED) and loggedAt < ?1",
        loggedBefore);
  }

  /** Deletes what was asked before then and has ended. */
  @Transactional
  @AsBureau
  void forgetInquiries(BureauId bureau, Instant askedBefore) {
    delete(
        "createdAt < ?1 and state in (SENT, RECEIVED, UNDELIVERED, REFUSED, ABANDONED)",
        askedBefore);
  }
}
