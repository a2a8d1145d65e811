package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.background.RetryBackoff;
import dev.tallystick.bureau.feed.FeedEnd.Reason;
import dev.tallystick.bureau.feed.FeedItem.Waiting;
import dev.tallystick.bureau.feed.LoanFeedItemRepository.Due;
import dev.tallystick.bureau.feed.LoanFeedItemRepository.Ending;
import dev.tallystick.bureau.feed.LoanFeedItemRepository.Lapsed;
import dev.tallystick.bureau.inquiry.StandingAnswers;
import dev.tallystick.bureau.inquiry.StandingSale.Given;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.party.TypedId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The steps of feeds, each one commit. An item has its id before its sale begins, so that whoever
 * goes on after a crash sells the same item or finds it sold.
 */
@Singleton
class FeedSteps {
  private final LoanFeedRepository feeds;
  private final LoanFeedItemRepository items;
  private final LoanChangeCursorRepository cursors;
  private final StandingAnswers answers;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  FeedSteps(
      LoanFeedRepository feeds,
      LoanFeedItemRepository items,
      LoanChangeCursorRepository cursors,
      StandingAnswers answers,
      Clock clock) {
    this.feeds = feeds;
    this.items = items;
    this.cursors = cursors;
    this.answers = answers;
    this.clock = clock;
  }

  /**
   * Takes in what has become of items. A feed with one that nobody has read waits until its lender
   * reads again; the changes are told then, in one report.
   */
  @Transactional
  @AsBureau
  void settle(BureauId bureau) {
    Instant now = clock.instant();
    for (Lapsed lapsed : items.settle()) {
      feeds.restore(lapsed.feed(), lapsed.causes(), now);
      feeds.hold(lapsed.feed());
    }
    feeds.endExpired(now);
  }

  /** Gives the changes of each feed that may have another report to an item. */
  @Transactional
  @AsBureau
  void open(BureauId bureau, int unread) {
    Instant now = clock.instant();
    for (Due due : items.due(unread, now)) {
      items.open(bureau, due, drawId(), now);
    }
  }

  /** The log has the item's release: it can be read, and its id stays what it was. */
  @Transactional
  @AsBureau
  boolean publish(BureauId bureau, Waiting item, Given given) {
    boolean unused = answers.keep(bureau, given);
    boolean isReady = items.ready(bureau, item, given.attempt());
    if (isReady) {
      feeds.succeeded(item.feed(), clock.instant());
    }
    return isReady;
  }

  /** Nothing came of an item, and nothing will. */
  @Transactional
  @AsBureau
  void skip(BureauId bureau, Waiting item) {
    boolean unused = items.skip(item.item());
  }

  /** Nothing came of an item; its changes are for the next one, a little later. */
  @Transactional
  @AsBureau
  void retry(BureauId bureau, Waiting item) {
    if (items.skip(item.item())) {
      feeds.restore(
          item.feed(), item.causes(), RetryBackoff.nextTry(clock.instant(), item.attempts()));
    }
  }

  /** The rules have refused an item: its feed is over. */
  @Transactional
  @AsBureau
  void deny(BureauId bureau, Waiting item, FeedEnd end) {
    if (items.skip(item.item())) {
      feeds.endOne(item.feed(), end);
    }
  }

  /** Tells the ends of feeds; the lenders that have something to read by it. */
  @Transactional
  @AsBureau
  List<String> finish(BureauId bureau) {
    List<Ending> ending = items.ending();
    for (Ending one : ending) {
      items.end(bureau, one, drawId(), clock.instant());
    }
    return ending.stream().map(Ending::lender).distinct().toList();
  }

  private String drawId() {
    return TypedId.draw("itm", clock.millis(), random);
  }

  /** Takes an entry in, once, in the order of the log. */
  @Transactional
  @AsBureau
  void take(BureauId bureau, long index, Optional<LoanChange> change) {
    if (!cursors.advance(bureau, index) || change.isEmpty()) {
      return;
    }
    LoanChange said = change.get();
    if (said instanceof LoanChange.Changed changed) {
      feeds.changed(changed.labels(), index);
    } else if (said instanceof LoanChange.OfPerson erased) {
      feeds.endPerson(erased.labels(), FeedEnd.at(Reason.ERASURE, index));
    } else if (said instanceof LoanChange.OfLoan closed) {
      feeds.endLoan(closed.loan(), FeedEnd.at(Reason.LOAN_CLOSED, index));
    } else if (said instanceof LoanChange.OfConsent ended) {
      feeds.endConsent(ended.consent(), FeedEnd.at(Reason.CONSENT_ENDED, index));
    } else {
      LoanChange.OfParty suspended = (LoanChange.OfParty) said;
      feeds.endParty(suspended.party(), FeedEnd.at(Reason.PARTY_SUSPENDED, index));
    }
  }
}
