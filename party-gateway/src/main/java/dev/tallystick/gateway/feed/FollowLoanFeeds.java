package dev.tallystick.gateway.feed;

import dev.tallystick.gateway.document.ToldFeedPage;
import dev.tallystick.gateway.order.DeliveredReports;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.gateway.work.GatewayTask;
import dev.tallystick.party.RefusedException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Reads what bureaus tell of the party's loans, each from the cursor that was stored last. */
@Singleton
class FollowLoanFeeds implements GatewayTask {
  private static final Logger LOG = Logger.getLogger(FollowLoanFeeds.class);

  /** With more than one bureau nobody waits for one of them. */
  private static final int WAIT_SECONDS = 10;

  private final LoanWatchSteps steps;
  private final DeliveredReports reports;
  private final SuiteClient suite;
  private final GatewaySettings settings;

  FollowLoanFeeds(
      LoanWatchSteps steps, DeliveredReports reports, SuiteClient suite, GatewaySettings settings) {
    this.steps = steps;
    this.reports = reports;
    this.suite = suite;
    this.settings = settings;
  }

  @Override
  public Duration every() {
    return settings.every();
  }

  @Override
  public void run() {
    List<String> bureaus = steps.bureaus();
    for (String bureau : bureaus) {
      try {
        while (follow(bureau, bureaus.size() == 1 ? WAIT_SECONDS : 0)) {
          reports.wake();
        }
      } catch (SuiteAwayException e) {
        LOG.debugf("Feeds are read later: %s", e.getMessage());
      } catch (RefusedException e) {
        LOG.warnf("A bureau does not show its feeds: %s", e.code());
      }
    }
  }

  /** Whether there was something to read. */
  private boolean follow(String bureau, int wait) throws SuiteAwayException, RefusedException {
    long from = steps.place(bureau);
    String path = "/v1/feed-items?bureau=" + bureau + "&after=" + from + "&wait=" + wait;
    ToldFeedPage page =
        suite.ask((party, api, endpoints) -> ToldFeedPage.read(api.get(endpoints.bureau(path))));
    if (page.next() <= from) {
      return false;
    }
    steps.take(bureau, from, page);
    return true;
  }
}
