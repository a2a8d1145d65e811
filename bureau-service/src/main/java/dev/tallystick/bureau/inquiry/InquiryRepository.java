package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.document.ReportJwe;
import dev.tallystick.bureau.inquiry.AnswerSeal.SealedAnswer;
import dev.tallystick.bureau.inquiry.SeenStatementRepository.Use;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Inquiries. A row changes its state from the state before it only; each method that changes one
 * returns whether the row was in that state.
 */
@Singleton
class InquiryRepository implements PanacheRepositoryBase<InquiryEntity, InquiryEntity.Key> {
  private static final int PAGE_SIZE = 100;

  // The statement is used only if the key is free: under a key that is taken nothing is noted.
  private static final String TAKE =
      """
      with taken as (
        insert into inquiry (bureau_id, attempt, lender, idempotency_key, request_hash, state,
          claimed_until, created_at, subject, product, parents, attempts)
        values (?, ?, ?, ?, ?, 'STARTED', ?, ?, ?, ?, '{}', 0)
        on conflict (bureau_id, lender, idempotency_key) do nothing
        returning idempotency_key),
      used as (
        insert into seen_statement (bureau_id, issuer, jti, attempt_key, forget_at)
        select ?, ?, ?, taken.idempotency_key, ? from taken
        on conflict (bureau_id, issuer, jti) do nothing
        returning jti)
      select exists (select 1 from taken) as has_key, exists (select 1 from used) as has_statement
      """;
  // The same again is the same: a commit may have worked whose answer was lost.
  private static final String TO_INTENT =
      """
      update inquiry set state = 'INTENT', parents = ?, event_id = ?, not_after = ?, fee = ?,
        claimed_until = ?, wrapped_key = ?, sealed_answer = ?, jwe = ?
      where attempt = ? and (state in ('STARTED', 'SOURCED') or (state = 'INTENT' and event_id = ?))
      """;
  private static final String LEFT =
      """
      update inquiry set state = ?, logged_at = coalesce(logged_at, ?), attempts = attempts + 1
      where attempt = ? and state in ('INTENT', 'LOGGED')
      """;
  private static final String KEEP_WHOLE =
      """
      update inquiry set state = 'LOGGED', logged_at = coalesce(logged_at, ?), wrapped_key = ?,
        sealed_answer = ?
      where attempt = ? and state in ('INTENT', 'LOGGED') and sealed_answer is not null
      """;
  private static final String TO_RECEIVED =
      """
      update inquiry set sealed_answer = null, wrapped_key = null, jwe = null,
        logged_at = coalesce(logged_at, now()),
        state = case when state in ('INTENT', 'LOGGED', 'SENT') then 'RECEIVED' else state end
      where event_id = ?
      """;
  private static final String DROP_MADE_OF =
      """
      update inquiry set sealed_answer = null, wrapped_key = null, jwe = null
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

  /**
   * What was free.
   *
   * @param key no inquiry was under the key, and now this one is
   * @param statement it was not used before, and now it is; false if the key was taken
   */
  record Taken(boolean key, boolean statement) {}

  /** Adds an inquiry in STARTED unless there is one under the key, and with it the statement. */
  Taken take(BureauId bureau, InquiryKey key, NewInquiry inquiry, Use statement) {
    return statements
        .first(
            TAKE,
            row -> new Taken(row.getBoolean("has_key"), row.getBoolean("has_statement")),
            bureau.value(),
            inquiry.attempt(),
            key.lender(),
            key.value(),
            key.request().toByteArray(),
            inquiry.claimedUntil(),
            inquiry.now(),
            inquiry.subject(),
            inquiry.product(),
            bureau.value(),
            statement.issuer(),
            statement.jti(),
            statement.forgetAt())
        .orElseThrow();
  }

  /** What is asked, and until when the process that asks is left alone with it. */
  record NewInquiry(
      UUID attempt, String subject, String product, Instant now, Instant claimedUntil) {}

  /** Has the answer of a run wait for a reader that comes by itself, until then. */
  void deliverBy(UUID attempt, Instant end) {
    int unused =
        statements.update("update inquiry set deliver_by = ? where attempt = ?", end, attempt);
  }

  /** INTENT → LOGGED, with the answer as it leaves in place of what it was before its receipt. */
  boolean keepWhole(UUID attempt, Instant loggedAt, SealedAnswer whole) {
    return statements.update(
            KEEP_WHOLE, loggedAt, whole.key().toByteArray(), whole.value().toByteArray(), attempt)
        == 1;
  }

  /** LOGGED → SENT, of those that have left just now. */
  void leftTogether(Collection<UUID> attempts) {
    int unused =
        statements.update(
            "update inquiry set state = 'SENT', attempts = attempts + 1 where state = 'LOGGED' and attempt = any(?)",
            (Object) attempts.toArray(UUID[]::new));
  }

  /** Takes back a run that was added in this transaction. */
  void remove(UUID attempt) {
    int unused = statements.update("delete from inquiry where attempt = ?", attempt);
  }

  /** Makes room for another run under the same key. */
  void removeAbandoned(InquiryKey key) {
    statements.update(
        "delete from inquiry where lender = ? and idempotency_key = ? and state = 'ABANDONED'",
        key.lender(),
        key.value());
  }

  /** Notes the releases that a run is sourced from, in whatever state it is. */
  void setParents(UUID attempt, Collection<String> parents) {
    int unused =
        statements.update(
            "update inquiry set parents = ? where attempt = ?",
            parents.toArray(String[]::new),
            attempt);
  }

  /** STARTED or SOURCED → INTENT. */
  boolean toIntent(UUID attempt, Collection<String> parents, Intended intended) {
    Sale sale = intended.sale();
    UUID event = sale.event().id().value();
    return statements.update(
            TO_INTENT,
            parents.toArray(String[]::new),
            event,
            sale.notAfter(),
            sale.feeText(),
            intended.claimedUntil(),
            intended.sealed().key().toByteArray(),
            intended.sealed().value().toByteArray(),
            sale.jwe(),
            attempt,
            event)
        == 1;
  }

  /**
   * What is about to be logged.
   *
   * @param sealed the answer, but for the report that is sealed to the lender
   */
  record Intended(Sale sale, SealedAnswer sealed, Instant claimedUntil) {}

  /** INTENT → SOURCED. */
  boolean backToSourced(UUID attempt, Instant claimedUntil) {
    return update(
            "state = SOURCED, eventId = null, wrappedKey = null, sealedAnswer = null, jwe = null,"
                + " claimedUntil = ?1 where attempt = ?2 and state = INTENT",
            claimedUntil,
            attempt)
        == 1;
  }

  /** INTENT → LOGGED. */
  boolean toLogged(UUID attempt, Instant loggedAt) {
    return statements.update(
            "update inquiry set state = 'LOGGED', logged_at = ? where attempt = ? and state = 'INTENT'",
            loggedAt,
            attempt)
        == 1;
  }

  /** INTENT or LOGGED → SENT or, if the answer did not get through, LOGGED; counts the try. */
  void left(UUID attempt, Instant loggedAt, InquiryState now) {
    int unused = statements.update(LEFT, now, loggedAt, attempt);
  }

  /** INTENT, LOGGED or SENT → RECEIVED; in every other state the answer goes all the same. */
  void toReceived(EventId event) {
    int unused = statements.update(TO_RECEIVED, event.value());
  }

  /** LOGGED → UNDELIVERED. */
  boolean toUndelivered(UUID attempt) {
    return update(
            "state = UNDELIVERED, wrappedKey = null, sealedAnswer = null, jwe = null"
                + " where attempt = ?1 and state = LOGGED",
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
            "state = ABANDONED, wrappedKey = null, sealedAnswer = null, jwe = null"
                + " where attempt = ?1 and state = INTENT",
            attempt)
        == 1;
  }

  /** Opens what is sealed in a row. */
  interface Opener {
    JsonObject open(byte[] wrappedKey, byte[] sealed);
  }

  /** The answer in a row but for its receipt, for as long as it is kept. */
  Optional<JsonObject> answer(UUID attempt, Opener opener) {
    return statements.first(
        "select wrapped_key, sealed_answer, jwe from inquiry where attempt = ? and sealed_answer is not null",
        row -> {
          JsonObject opened =
              opener.open(row.getBytes("wrapped_key"), row.getBytes("sealed_answer"));
          return Optional.ofNullable(row.getString("jwe"))
              .map(jwe -> opened.with(new ReportJwe(jwe).toJson()))
              // A row from before the report had a column of its own.
              .orElseGet(() -> opened.without(Set.of("index", "receipt")));
        },
        attempt);
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
    return due(
        "state = LOGGED and loggedAt < ?1 and (deliverBy is null or deliverBy < ?1)", loggedBefore);
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
        "sealedAnswer = null, wrappedKey = null, jwe = null where sealedAnswer is not null and"
            + " state <> INTENT and loggedAt < ?1 and (deliverBy is null or deliverBy < ?1)",
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
