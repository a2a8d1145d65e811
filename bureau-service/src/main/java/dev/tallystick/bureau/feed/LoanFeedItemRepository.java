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
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

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
      select f.feed_id, f.lender, f.pending_first, f.pending_last, f.pending_count from loan_feed f
      where f.state = 'ACTIVE' and not f.held and f.pending_first is not null and f.next_try <= ?
        and not exists (select 1 from loan_feed_item i where i.bureau_id = f.bureau_id and i.feed_id = f.feed_id
          and i.state = 'WAITING')
        and (select count(*) from loan_feed_item i where i.bureau_id = f.bureau_id and i.feed_id = f.feed_id
          and i.state = 'READY') < ?
      order by f.next_try limit ? for update of f skip locked
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
      select i.item_id, i.feed_id, i.lender, f.request, f.state, i.cause_first, i.cause_last, i.causes, f.attempts
      from loan_feed_item i join loan_feed f on f.bureau_id = i.bureau_id and f.feed_id = i.feed_id
      where i.state = 'WAITING' and f.next_try <= ?
      order by f.next_try limit ?
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
      returning i.state, i.feed_id, i.cause_first, i.cause_last, i.causes
      """;
  private static final String ENDING =
      """
      select f.feed_id, f.lender from loan_feed f
      where f.state = 'ENDING' and not exists (select 1 from loan_feed_item i where i.bureau_id = f.bureau_id
        and i.feed_id = f.feed_id and i.state = 'WAITING')
      order by f.feed_id limit ? for update of f skip locked
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
      select i.cursor, i.item_id, i.feed_id, f.loan_id, i.kind, i.state, i.causes, i.cause_last, f.end_reason,
        f.end_index, f.end_code, i.attempt, q.wrapped_key, q.sealed_answer, q.jwe
      from loan_feed_item i join loan_feed f on f.bureau_id = i.bureau_id and f.feed_id = i.feed_id
      left join inquiry q on q.bureau_id = i.bureau_id and q.attempt = i.attempt
      where i.lender = ? and i.cursor > ?
      order by i.cursor limit ?
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
    return statements.list(
        DUE,
        row ->
            new Due(
                row.getString("feed_id"),
                row.getString("lender"),
                causes(row, "pending_first", "pending_last", "pending_count")),
        now,
        unread,
        PAGE_SIZE);
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
    return statements.list(
        WAITING,
        row ->
            new Waiting(
                row.getString("item_id"),
                row.getString("feed_id"),
                row.getString("lender"),
                row.getString("request"),
                FeedState.valueOf(row.getString("state")) != FeedState.ACTIVE,
                causes(row, "cause_first", "cause_last", "causes"),
                row.getInt("attempts")),
        now,
        PAGE_SIZE);
  }

  private static Causes causes(ResultSet row, String first, String last, String count)
      throws SQLException {
    return new Causes(row.getLong(first), row.getLong(last), row.getInt(count));
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
    return statements
        .list(
            SETTLE,
            row ->
                row.getString("state").equals(State.LAPSED.name())
                    ? Optional.of(
                        new Lapsed(
                            row.getString("feed_id"),
                            causes(row, "cause_first", "cause_last", "causes")))
                    : Optional.<Lapsed>empty())
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** A feed whose end is to be told, locked by the caller's transaction. */
  record Ending(String feed, String lender) {}

  /** Feeds that have ended and wait for nothing any more. */
  List<Ending> ending() {
    return statements.list(
        ENDING, row -> new Ending(row.getString("feed_id"), row.getString("lender")), PAGE_SIZE);
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
    return statements.list(PAGE, row -> shown(bureau, row), lender, cursor, limit);
  }

  private Shown shown(BureauId bureau, ResultSet row) throws SQLException {
    boolean isEnd = row.getString("kind").equals(Kind.END.name());
    return new Shown(
        row.getLong("cursor"),
        row.getString("item_id"),
        row.getString("feed_id"),
        row.getString("loan_id"),
        State.valueOf(row.getString("state")),
        row.getInt("causes"),
        index(row, "cause_last"),
        content(bureau, row),
        isEnd ? Optional.of(end(row)) : Optional.empty());
  }

  private static FeedEnd end(ResultSet row) throws SQLException {
    return new FeedEnd(
        FeedEnd.Reason.valueOf(row.getString("end_reason")),
        index(row, "end_index"),
        Optional.ofNullable(row.getString("end_code")));
  }

  private Optional<JsonObject> content(BureauId bureau, ResultSet row) throws SQLException {
    byte[] sealed = row.getBytes("sealed_answer");
    String jwe = row.getString("jwe");
    return sealed == null || jwe == null
        ? Optional.empty()
        : Optional.of(
            answers.open(
                bureau,
                row.getObject("attempt", UUID.class),
                row.getBytes("wrapped_key"),
                sealed,
                jwe));
  }

  private static OptionalLong index(ResultSet row, String column) throws SQLException {
    long index = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(index);
  }

  /** The runs of inquiries behind items. */
  @Transactional
  @AsBureau
  List<UUID> attempts(BureauId bureau, Set<String> items) {
    return statements.list(
        "select attempt from loan_feed_item where item_id = any(?) and attempt is not null",
        row -> row.getObject("attempt", UUID.class),
        (Object) items.toArray(String[]::new));
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
