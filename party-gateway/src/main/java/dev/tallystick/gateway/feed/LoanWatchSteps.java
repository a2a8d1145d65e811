package dev.tallystick.gateway.feed;

import dev.tallystick.gateway.document.ToldFeedItem;
import dev.tallystick.gateway.document.ToldFeedPage;
import dev.tallystick.gateway.order.DeliveredReports;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** The transactions of watching loans. */
@Singleton
class LoanWatchSteps {
  private static final Logger LOG = Logger.getLogger(LoanWatchSteps.class);
  private static final Pattern ITEM =
      Pattern.compile("itm_([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})");
  private static final String END = "END";

  private final LoanWatchRepository watches;
  private final BureauFeedCursorRepository cursors;
  private final DeliveredReports reports;

  LoanWatchSteps(
      LoanWatchRepository watches, BureauFeedCursorRepository cursors, DeliveredReports reports) {
    this.watches = watches;
    this.cursors = cursors;
    this.reports = reports;
  }

  @Transactional
  Optional<LoanWatchEntity> find(String id) {
    return watches.findByIdOptional(id);
  }

  @Transactional
  void add(LoanWatchEntity row) {
    watches.persist(row);
  }

  /** The bureau has taken the standing inquiry. */
  @Transactional
  void begun(String id, String feed) {
    LoanWatchEntity row = watches.findById(id);
    if (row.state == LoanWatchState.ASKED) {
      row.feed = feed;
      row.state = LoanWatchState.ACTIVE;
    }
  }

  /** The bureau has refused it: there is nothing to be told of. */
  @Transactional
  void refused(String id) {
    watches.delete("id = ?1 and state = ?2", id, LoanWatchState.ASKED);
  }

  @Transactional
  List<LoanWatchEntity> page(String after, int most) {
    return watches.page(after, most);
  }

  /** The bureaus that tell of some loan. */
  @Transactional
  List<String> bureaus() {
    return watches.bureaus();
  }

  /** Up to where the feeds of a bureau are read. */
  @Transactional
  long place(String bureau) {
    return cursors.place(bureau);
  }

  /**
   * Takes a page: each report becomes an order, by the same commit that moves the cursor. Killed
   * before it, the same page is read again.
   */
  @Transactional
  void take(String bureau, long from, ToldFeedPage page) {
    if (!cursors.move(bureau, from, page.next())) {
      return;
    }
    for (ToldFeedItem item : page.items()) {
      watches.ofFeed(bureau, item.feed()).ifPresent(watch -> take(watch, item));
    }
  }

  private void take(LoanWatchEntity watch, ToldFeedItem item) {
    if (item.kind().equals(END)) {
      watch.state = LoanWatchState.ENDED;
      watch.reason = item.reason().orElse("");
      watch.logIndex = item.index().isPresent() ? item.index().getAsLong() : null;
      return;
    }
    Matcher id = ITEM.matcher(item.item());
    if (!id.matches() || item.report().isEmpty()) {
      LOG.warn("An item of a feed has no report that can be taken");
      return;
    }
    reports.take("ord_" + id.group(1), watch.standing(), item.report().get());
  }
}
