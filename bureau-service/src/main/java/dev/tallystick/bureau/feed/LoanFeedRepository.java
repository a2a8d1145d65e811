package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.feed.FeedEnd.Reason;
import dev.tallystick.bureau.inquiry.StandingSales.Standing;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The feeds of lenders. What changes or ends them is told in the order of the log. */
@Singleton
class LoanFeedRepository implements PanacheRepositoryBase<LoanFeedEntity, LoanFeedEntity.Key> {
  private static final String ADD =
      """
      insert into loan_feed (bureau_id, feed_id, lender, loan_id, consent, subject, subject_label, request,
        request_until, state, since, next_try)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'ACTIVE', ?, ?)
      on conflict do nothing
      """;
  private static final String CHANGED =
      """
      update loan_feed set pending_first = coalesce(pending_first, ?), pending_last = ?,
        pending_count = pending_count + 1
      where state = 'ACTIVE' and subject_label = any(?)
      """;
  private static final String END =
      """
      update loan_feed set state = 'ENDING', end_reason = ?, end_index = ?, end_code = ?,
        pending_first = null, pending_last = null, pending_count = 0, held = false
      where state = 'ACTIVE' and
      """;
  private static final String RESTORE =
      """
      update loan_feed set pending_first = least(pending_first, ?), pending_last = greatest(pending_last, ?),
        pending_count = pending_count + ?, next_try = ?, attempts = attempts + 1
      where feed_id = ? and state = 'ACTIVE'
      """;

  private final DirectStatements statements;

  LoanFeedRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** Begins a feed of a loan; false if the lender has one that has not ended. */
  @Transactional
  @AsBureau
  boolean add(BureauId bureau, String feed, String loan, Standing standing, Instant now) {
    return statements.update(
            ADD,
            bureau.value(),
            feed,
            standing.lender(),
            loan,
            standing.inquiry().consent(),
            standing.inquiry().subject(),
            EventLabels.ofSubject(standing.inquiry().subject()).hex(),
            standing.request(),
            Instant.ofEpochSecond(standing.inquiry().claims().expiresAt().orElseThrow()),
            now,
            now)
        == 1;
  }

  /** A feed of a lender. */
  @Transactional
  @AsBureau
  Optional<LoanFeedEntity> find(BureauId bureau, String lender, String feed) {
    return find("lender = ?1 and feedId = ?2", lender, feed).firstResultOptional();
  }

  /** A lender's feeds, by id. */
  @Transactional
  @AsBureau
  List<LoanFeedEntity> page(BureauId bureau, String lender, String after, int size) {
    return find("lender = ?1 and feedId > ?2 order by feedId", lender, after).page(0, size).list();
  }

  /** The lender wants no more. */
  @Transactional
  @AsBureau
  void endByLender(BureauId bureau, String lender, String feed) {
    end(FeedEnd.of(Reason.LENDER), "lender = ? and feed_id = ?", lender, feed);
  }

  /** The lender reads again, so what was held goes on. */
  @Transactional
  @AsBureau(waitsForDisk = false)
  void resume(BureauId bureau, String lender) {
    int unused =
        statements.update("update loan_feed set held = false where lender = ? and held", lender);
  }

  /** Something about people has changed, in the caller's transaction. */
  void changed(Collection<String> labels, long index) {
    int unused = statements.update(CHANGED, index, index, labels.toArray(String[]::new));
  }

  /** An entry ends a feed by one of its columns, in the caller's transaction. */
  void endLoan(String loan, FeedEnd end) {
    end(end, "loan_id = ?", loan);
  }

  void endConsent(String consent, FeedEnd end) {
    end(end, "consent = ?", consent);
  }

  void endPerson(Collection<String> labels, FeedEnd end) {
    end(end, "subject_label = any(?)", (Object) labels.toArray(String[]::new));
  }

  /** Ends those of a lender or, if the party is the bureau itself, all. */
  void endParty(String party, FeedEnd end) {
    end(end, "(lender = ? or bureau_id = ?)", party, party);
  }

  void endOne(String feed, FeedEnd end) {
    end(end, "feed_id = ?", feed);
  }

  void endExpired(Instant now) {
    end(FeedEnd.of(Reason.STATEMENT_EXPIRED), "request_until < ?", now);
  }

  private void end(FeedEnd end, String condition, Object... values) {
    @Nullable Object[] all = new @Nullable Object[3 + values.length];
    all[0] = end.reason();
    all[1] = end.index().isPresent() ? end.index().getAsLong() : null;
    all[2] = end.code().orElse(null);
    System.arraycopy(values, 0, all, 3, values.length);
    int unused = statements.update(END + condition, all);
  }

  /** The changes of a report that came to nothing belong to the next one, from then on. */
  void restore(String feed, FeedItem.Causes causes, Instant nextTry) {
    int unused =
        statements.update(RESTORE, causes.first(), causes.last(), causes.count(), nextTry, feed);
  }

  /** A feed waits until its lender reads again. */
  void hold(String feed) {
    int unused =
        statements.update(
            "update loan_feed set held = true where feed_id = ? and state = 'ACTIVE'", feed);
  }

  /** A report is tried again then. */
  @Transactional
  @AsBureau
  void postpone(BureauId bureau, String feed, Instant nextTry) {
    int unused =
        statements.update(
            "update loan_feed set next_try = ?, attempts = attempts + 1 where feed_id = ?",
            nextTry,
            feed);
  }

  /** A report was sold. */
  void succeeded(String feed, Instant now) {
    int unused =
        statements.update(
            "update loan_feed set next_try = ?, attempts = 0 where feed_id = ?", now, feed);
  }
}
