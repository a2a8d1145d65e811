package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.feed.FeedItem.Shown;
import dev.tallystick.bureau.feed.FeedWebhookRepository.Standing;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The transactions of webhooks; calls are made between them. An item is read when it is sent, as
 * its lender would read it then, and its cursor is noted when it was taken: a stop in between sends
 * the same item again.
 */
@Singleton
class FeedWebhookSteps {
  /** As many failures in a row pause a webhook. */
  static final int MOST_FAILURES = 20;

  /** Longer than a turn and a call. Then a process that has said nothing is taken for gone. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final FeedWebhookRepository webhooks;
  private final LoanFeedItemRepository items;
  private final LoanFeedRepository feeds;
  private final ReadFeedItems reading;
  private final FeedTerms terms;

  FeedWebhookSteps(
      FeedWebhookRepository webhooks,
      LoanFeedItemRepository items,
      LoanFeedRepository feeds,
      ReadFeedItems reading,
      FeedTerms terms) {
    this.webhooks = webhooks;
    this.items = items;
    this.feeds = feeds;
    this.reading = reading;
    this.terms = terms;
  }

  /**
   * Sets where a lender has items sent: from a cursor on, else from where it was, else from the
   * first report that waits to be read. Nothing is lost by it.
   *
   * @param after the last item that the lender has
   */
  @Transactional
  @AsBureau
  Standing set(BureauId bureau, String lender, SetFeedWebhook.Sealed webhook, OptionalLong after) {
    long newest = webhooks.newest(lender);
    long from =
        after.isPresent()
            ? Math.min(after.getAsLong(), newest)
            : webhooks.place(lender).or(() -> webhooks.beforeUnread(lender)).orElse(newest);
    webhooks.set(bureau, lender, webhook, from, terms.now());
    return webhooks.standing(lender).orElseThrow();
  }

  /** A lender's webhook. */
  @Transactional
  @AsBureau
  Optional<Standing> find(BureauId bureau, String lender) {
    return webhooks.standing(lender);
  }

  /** Begins to send again; empty if there is no webhook. */
  @Transactional
  @AsBureau
  Optional<Standing> start(BureauId bureau, String lender) {
    return webhooks.start(lender, terms.now()) ? webhooks.standing(lender) : Optional.empty();
  }

  /** Forgets a lender's webhook; false if there is none. */
  @Transactional
  @AsBureau
  boolean remove(BureauId bureau, String lender) {
    return webhooks.remove(lender);
  }

  /** Leases webhooks that something is to be sent to. */
  @Transactional
  @AsBureau(waitsForDisk = false)
  List<FeedWebhookEntity> claim(BureauId bureau, int most) {
    Instant now = terms.now();
    return webhooks.claim(UUID.randomUUID(), now, now.plus(LEASE), most);
  }

  /** The next item after a cursor, as it is now; empty if there is none, or the lease is over. */
  @Transactional
  @AsBureau
  Optional<Shown> next(BureauId bureau, FeedWebhookEntity webhook, long after) {
    return webhooks.isHeld(webhook.lender, webhook.lease, terms.now())
        ? items.after(bureau, webhook.lender, after, 1).stream().findFirst()
        : Optional.empty();
  }

  /**
   * An item was taken. That is as if its lender had read it: its fee stands, and feeds that were
   * held for their reader go on. False if the lease is another's by now.
   */
  @Transactional
  @AsBureau
  boolean taken(BureauId bureau, FeedWebhookEntity webhook, Shown item) {
    if (!webhooks.taken(webhook.lender, webhook.lease, item.cursor())) {
      return false;
    }
    reading.left(bureau, List.of(item));
    feeds.resume(bureau, webhook.lender);
    return true;
  }

  /**
   * An item was not taken: all that come after it wait.
   *
   * @param before how many calls had failed in a row before
   * @return whether the webhook is paused by it
   */
  @Transactional
  @AsBureau(waitsForDisk = false)
  boolean failed(BureauId bureau, FeedWebhookEntity webhook, FeedWebhookFailure why, int before) {
    Instant now = terms.now();
    boolean isTooOften =
        webhooks
            .failed(webhook, why, now, terms.nextTry(before))
            .filter(failures -> failures >= MOST_FAILURES)
            .isPresent();
    if (isTooOften) {
      webhooks.pause(webhook.lender, now);
    }
    return isTooOften;
  }

  /** A turn is over. */
  @Transactional
  @AsBureau(waitsForDisk = false)
  void release(BureauId bureau, FeedWebhookEntity webhook) {
    webhooks.release(webhook.lender, webhook.lease, terms.now());
  }
}
