package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where lenders have items sent, and which process sends; in the caller's transaction.
 *
 * <p>Guarantee: of all processes one has the lease of a webhook, until it gives it back or its time
 * is over. What a process notes without it changes nothing.
 */
@Singleton
class FeedWebhookRepository
    implements PanacheRepositoryBase<FeedWebhookEntity, FeedWebhookEntity.Key> {
  private static final String SET =
      """
      insert into feed_webhook (bureau_id, lender, url, wrapped_key, sealed_secret, state, cursor, since, next_try)
      values (?, ?, ?, ?, ?, 'ACTIVE', ?, ?, ?)
      on conflict (bureau_id, lender) do update set url = excluded.url, wrapped_key = excluded.wrapped_key,
        sealed_secret = excluded.sealed_secret, state = 'ACTIVE', cursor = excluded.cursor, since = excluded.since,
        next_try = excluded.next_try, failures = 0, failing_since = null, failure = null, paused_at = null,
        lease = null, leased_until = null
      """;
  private static final String NEWEST =
      "select coalesce((select last from loan_feed_cursor where lender = ?), 0) as newest";
  private static final String UNREAD =
      """
      select min(cursor) - 1 as before from loan_feed_item
      where lender = ? and kind = 'REPORT' and state = 'READY' and cursor is not null
      """;
  private static final String WAITING =
      "select count(*) as waiting from loan_feed_item where lender = ? and cursor > ?";
  private static final String START =
      """
      update feed_webhook set state = 'ACTIVE', next_try = ?, failures = 0, failing_since = null, failure = null,
        paused_at = null
      where lender = ?
      """;
  private static final String CLAIM =
      """
      update feed_webhook w set lease = ?, leased_until = ?
      where (w.bureau_id, w.lender) in (
        select d.bureau_id, d.lender from feed_webhook d
        where d.state = 'ACTIVE' and d.next_try <= ? and (d.leased_until is null or d.leased_until <= ?)
          and exists (select 1 from loan_feed_item i where i.bureau_id = d.bureau_id and i.lender = d.lender
            and i.cursor > d.cursor)
        order by d.next_try limit ? for update of d skip locked)
      """;
  private static final String TAKEN =
      """
      update feed_webhook set cursor = ?, failures = 0, failing_since = null, failure = null
      where lender = ? and lease = ? and cursor < ?
      """;
  private static final String FAILED =
      """
      update feed_webhook set failures = failures + 1, failing_since = coalesce(failing_since, ?), failure = ?,
        next_try = ?, lease = null, leased_until = null
      where lender = ? and lease = ?
      returning failures
      """;
  private static final String PAUSE =
      "update feed_webhook set state = 'PAUSED', paused_at = ? where lender = ? and state = 'ACTIVE'";
  private static final String RELEASE =
      "update feed_webhook set next_try = ?, lease = null, leased_until = null where lender = ? and lease = ?";

  private final DirectStatements statements;

  FeedWebhookRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** Sets where a lender has items sent from a cursor on, in place of where it had them sent. */
  void set(
      BureauId bureau, String lender, SetFeedWebhook.Sealed webhook, long cursor, Instant now) {
    int unused =
        statements.update(
            SET,
            bureau.value(),
            lender,
            webhook.url(),
            webhook.secret().key().toByteArray(),
            webhook.secret().value().toByteArray(),
            cursor,
            now,
            now);
  }

  /**
   * A webhook as it stands.
   *
   * @param waiting how many items it has yet to take
   */
  record Standing(FeedWebhookEntity webhook, long waiting) {}

  /** A lender's webhook. */
  Optional<Standing> standing(String lender) {
    return find("lender", lender)
        .firstResultOptional()
        .map(webhook -> new Standing(webhook, waiting(webhook)));
  }

  private long waiting(FeedWebhookEntity webhook) {
    return statements
        .first(WAITING, row -> row.getLong("waiting"), webhook.lender, webhook.place)
        .orElseThrow();
  }

  /** The cursor of the last item that a lender's webhook has taken. */
  Optional<Long> place(String lender) {
    return statements.first(
        "select cursor from feed_webhook where lender = ?", row -> row.getLong("cursor"), lender);
  }

  /** The cursor of the newest item of a lender, 0 for none. */
  long newest(String lender) {
    return statements.first(NEWEST, row -> row.getLong("newest"), lender).orElseThrow();
  }

  /** The cursor before the first report that waits for a lender, if one does. */
  Optional<Long> beforeUnread(String lender) {
    List<Optional<Long>> found =
        statements.list(
            UNREAD, row -> Optional.ofNullable(row.getObject("before", Long.class)), lender);
    return found.get(0);
  }

  /** Forgets a lender's webhook; false if there is none. */
  boolean remove(String lender) {
    return delete("lender", lender) == 1;
  }

  /** Begins to send again, and to count failures anew; false if there is no webhook. */
  boolean start(String lender, Instant now) {
    return statements.update(START, now, lender) == 1;
  }

  /** Leases those that have waited longest for something that there is to be sent. */
  List<FeedWebhookEntity> claim(UUID lease, Instant now, Instant until, int most) {
    return statements.update(CLAIM, lease, until, now, now, most) == 0
        ? List.of()
        : list("lease", lease);
  }

  /** Whether a lease lasts. */
  boolean isHeld(String lender, @Nullable UUID lease, Instant now) {
    return count("lender = ?1 and lease = ?2 and leasedUntil > ?3", lender, lease, now) == 1;
  }

  /** Notes that an item was taken; false if the lease is another's by now. */
  boolean taken(String lender, @Nullable UUID lease, long cursor) {
    return statements.update(TAKEN, cursor, lender, lease, cursor) == 1;
  }

  /**
   * Notes that a call has failed, and gives the lease back.
   *
   * @return how many have failed in a row; empty if the lease is another's by now
   */
  Optional<Integer> failed(
      FeedWebhookEntity webhook, FeedWebhookFailure why, Instant now, Instant nextTry) {
    return statements.first(
        FAILED, row -> row.getInt("failures"), now, why, nextTry, webhook.lender, webhook.lease);
  }

  /** Sends nothing until the lender starts it again. */
  void pause(String lender, Instant now) {
    int unused = statements.update(PAUSE, now, lender);
  }

  /** Gives a lease back; the webhook comes after those that wait. */
  void release(String lender, @Nullable UUID lease, Instant now) {
    int unused = statements.update(RELEASE, now, lender, lease);
  }
}
