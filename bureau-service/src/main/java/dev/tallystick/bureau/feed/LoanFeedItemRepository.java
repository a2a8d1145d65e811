package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.feed.FeedItem.Causes;
import dev.tallystick.bureau.feed.FeedItem.Shown;
import dev.tallystick.bureau.feed.FeedItem.Waiting;
import dev.tallystick.bureau.feed.LoanFeedItemEntity.Kind;
import dev.tallystick.bureau.feed.LoanFeedItemEntity.State;
import dev.tallystick.bureau.inquiry.StandingAnswers;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The items of feeds. An item gets its cursor by the commit that lets it be read, under a lock of
 * its lender: who has read up to a cursor has missed nothing before it.
 */
@Singleton
class LoanFeedItemRepository
    implements PanacheRepositoryBase<LoanFeedItemEntity, LoanFeedItemEntity.Key> {
  private static final int PAGE_SIZE = 100;

  private static final String DUE =
      """
      select f.* from loan_feed f
      where f.state = 'ACTIVE' and not f.held and f.pending_first is not null and f.next_try <= :now
        and not exists (select 1 from loan_feed_item i where i.bureau_id = f.bureau_id and i.feed_id = f.feed_id
          and i.state = 'WAITING')
        and (select count(*) from loan_feed_item i where i.bureau_id = f.bureau_id and i.feed_id = f.feed_id
          and i.state = 'READY') < :unread
      order by f.next_try limit :most for update of f skip locked
      """;
  private static final String OPEN =
      """
      with taken as (
        update loan_feed set pending_first = null, pending_last = null, pending_count = 0 where feed_id = ?)
      insert into loan_feed_item (bureau_id, item_id, feed_id, lender, kind, state, cause_first, cause_last, causes,
        made_at)
      values (?, ?, ?, ?, 'REPORT', 'WAITING', ?, ?, ?, ?)
      """;
  private static final String WAITING =
      """
      select i, f from LoanFeedItemEntity i join LoanFeedEntity f on f.bureauId = i.bureauId and f.feedId = i.feedId
      where i.state = WAITING and f.nextTry <= :now order by f.nextTry
      """;
  private static final String NEXT_CURSOR =
      """
      insert into loan_feed_cursor as c (bureau_id, lender, last) values (?, ?, 1)
      on conflict (bureau_id, lender) do update set last = c.last + 1
      returning last
      """;
  private static final String READY =
      "update loan_feed_item set state = 'READY', cursor = ?, attempt = ? where item_id = ? and state = 'WAITING'";
  private static final String SETTLE =
      """
      update loan_feed_item i set state = case when q.state = 'RECEIVED' then 'RECEIVED' else 'LAPSED' end
      from loan_feed_item j left join inquiry q on q.bureau_id = j.bureau_id and q.attempt = j.attempt
      where i.bureau_id = j.bureau_id and i.item_id = j.item_id and i.state = 'READY' and j.kind = 'REPORT'
        and (q.attempt is null or q.state in ('RECEIVED', 'UNDELIVERED') or q.sealed_answer is null)
      returning i.*
      """;
  private static final String ENDING =
      """
      select f.* from loan_feed f
      where f.state = 'ENDING' and not exists (select 1 from loan_feed_item i where i.bureau_id = f.bureau_id
        and i.feed_id = f.feed_id and i.state = 'WAITING')
      order by f.feed_id limit :most for update of f skip locked
      """;
  private static final String END_FEED =
      "update loan_feed set state = 'ENDED', request = null, subject = null, subject_label = null where feed_id = ?";
  private static final String END_ITEM =
      """
      insert into loan_feed_item (bureau_id, item_id, feed_id, lender, kind, state, causes, cursor, made_at)
      values (?, ?, ?, ?, 'END', 'READY', 0, ?, ?)
      """;
  private static final String PAGE =
      """
      select i, f, q.wrappedKey, q.sealedAnswer, q.jwe
      from LoanFeedItemEntity i join LoanFeedEntity f on f.bureauId = i.bureauId and f.feedId = i.feedId
      left join InquiryEntity q on q.bureauId = i.bureauId and q.attempt = i.attempt
      where i.lender = :lender and i.place > :cursor order by i.place
      """;

  private final DirectStatements statements;
  private final StandingAnswers answers;

  LoanFeedItemRepository(DirectStatements statements, StandingAnswers answers) {
    this.statements = statements;
    this.answers = answers;
  }

  /** A feed with changes that no report has told yet, locked by the caller's transaction. */
  record Due(String feed, String lender, Causes causes) {}

  /** Feeds whose next report may be made. */
  List<Due> due(int unread, Instant now) {
    return getSession()
        .createNativeQuery(DUE, LoanFeedEntity.class)
        .setParameter("now", now)
        .setParameter("unread", unread)
        .setParameter("most", PAGE_SIZE)
        .getResultList()
        .stream()
        .map(feed -> new Due(feed.feedId, feed.lender, feed.pending()))
        .toList();
  }

  /** Gives the changes of a feed to one report, under an id that stands from then on. */
  void open(BureauId bureau, Due due, String item, Instant now) {
    int unused =
        statements.update(
            OPEN,
            due.feed(),
            bureau.value(),
            item,
            due.feed(),
            due.lender(),
            due.causes().first(),
            due.causes().last(),
            due.causes().count(),
            now);
  }

  /** Reports that are to be sold. */
  @Transactional
  @AsBureau
  List<Waiting> waiting(BureauId bureau, Instant now) {
    return getSession()
        .createQuery(WAITING, Tuple.class)
        .setParameter("now", now)
        .setMaxResults(PAGE_SIZE)
        .getResultList()
        .stream()
        .map(row -> waiting(row.get(0, LoanFeedItemEntity.class), row.get(1, LoanFeedEntity.class)))
        .toList();
  }

  private static Waiting waiting(LoanFeedItemEntity item, LoanFeedEntity feed) {
    if (feed.request == null) {
      throw new AssertionError("a feed ends once it waits for nothing");
    }
    return new Waiting(
        item.itemId,
        item.feedId,
        item.lender,
        feed.request,
        feed.state != FeedState.ACTIVE,
        item.toCauses(),
        feed.attempts);
  }

  /** WAITING → READY, in the caller's transaction; false if it was not waiting. */
  boolean ready(BureauId bureau, Waiting item, UUID attempt) {
    return statements.update(READY, nextCursor(bureau, item.lender()), attempt, item.item()) == 1;
  }

  private long nextCursor(BureauId bureau, String lender) {
    return statements
        .first(NEXT_CURSOR, row -> row.getLong("last"), bureau.value(), lender)
        .orElseThrow();
  }

  /** WAITING → SKIPPED, in the caller's transaction; false if it was not waiting. */
  boolean skip(String item) {
    return statements.update(
            "update loan_feed_item set state = 'SKIPPED' where item_id = ? and state = 'WAITING'",
            item)
        == 1;
  }

  /** A report that nobody has read in time. */
  record Lapsed(String feed, Causes causes) {}

  /** READY → RECEIVED or LAPSED, by what has become of the reports; those that have lapsed. */
  List<Lapsed> settle() {
    return getSession().createNativeQuery(SETTLE, LoanFeedItemEntity.class).getResultList().stream()
        .filter(item -> item.state == State.LAPSED)
        .map(item -> new Lapsed(item.feedId, item.toCauses()))
        .toList();
  }

  /** A feed whose end is to be told, locked by the caller's transaction. */
  record Ending(String feed, String lender) {}

  /** Feeds that have ended and wait for nothing any more. */
  List<Ending> ending() {
    return getSession()
        .createNativeQuery(ENDING, LoanFeedEntity.class)
        .setParameter("most", PAGE_SIZE)
        .getResultList()
        .stream()
        .map(feed -> new Ending(feed.feedId, feed.lender))
        .toList();
  }

  /** Adds the last item of a feed, and forgets the person. */
  void end(BureauId bureau, Ending ending, String item, Instant now) {
    int unusedFeed = statements.update(END_FEED, ending.feed());
    int unusedItem =
        statements.update(
            END_ITEM,
            bureau.value(),
            item,
            ending.feed(),
            ending.lender(),
            nextCursor(bureau, ending.lender()),
            now);
  }

  /** What a lender has not read up to a cursor, with the reports that are still kept. */
  @Transactional
  @AsBureau
  List<Shown> after(BureauId bureau, String lender, long cursor, int limit) {
    return getSession()
        .createQuery(PAGE, Tuple.class)
        .setParameter("lender", lender)
        .setParameter("cursor", cursor)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(
            row ->
                shown(
                    row.get(0, LoanFeedItemEntity.class),
                    row.get(1, LoanFeedEntity.class),
                    content(bureau, row)))
        .toList();
  }

  private static Shown shown(
      LoanFeedItemEntity item, LoanFeedEntity feed, Optional<JsonObject> content) {
    if (item.place == null) {
      throw new AssertionError("the query asks for items with a place");
    }
    return new Shown(
        item.place,
        item.itemId,
        item.feedId,
        feed.loanId,
        item.state,
        item.causes,
        item.upTo(),
        content,
        item.kind == Kind.END ? Optional.of(feed.end()) : Optional.empty());
  }

  private Optional<JsonObject> content(BureauId bureau, Tuple row) {
    UUID attempt = row.get(0, LoanFeedItemEntity.class).attempt;
    byte @Nullable [] key = row.get(2, byte[].class);
    byte @Nullable [] sealed = row.get(3, byte[].class);
    @Nullable String jwe = row.get(4, String.class);
    return attempt == null || key == null || sealed == null || jwe == null
        ? Optional.empty()
        : Optional.of(answers.open(bureau, attempt, key, sealed, jwe));
  }

  /** The runs of inquiries behind items. */
  @Transactional
  @AsBureau
  List<UUID> attempts(BureauId bureau, Set<String> items) {
    return getSession()
        .createQuery(
            "select attempt from LoanFeedItemEntity where itemId in :items and attempt is not null",
            UUID.class)
        .setParameter("items", items)
        .getResultList();
  }

  /** Deletes what was told before then. */
  @Transactional
  @AsBureau
  void forget(BureauId bureau, Instant madeBefore) {
    int unused =
        statements.update(
            "delete from loan_feed_item where made_at < ? and state <> 'WAITING'", madeBefore);
  }
}
