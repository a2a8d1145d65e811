package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Follows the acknowledgements in the log, and deletes the sealed answers that they are of.
 *
 * <p>It begins at the end of the log: what was acknowledged while no process ran is deleted by its
 * age soon after.
 */
@Singleton
final class ReceivedReportProjection implements BackgroundTask {
  private static final Logger LOG = Logger.getLogger(ReceivedReportProjection.class);

  private final Follower follower;
  private final InquirySteps steps;
  private final BureauRepository bureaus;
  private final AtomicBoolean following = new AtomicBoolean();

  ReceivedReportProjection(Follower follower, InquirySteps steps, BureauRepository bureaus) {
    this.follower = follower;
    this.steps = steps;
    this.bureaus = bureaus;
  }

  /** Begins to follow when the log first answers; there is nothing to follow before. */
  @Override
  public void run(BureauId bureau) {
    if (following.get()) {
      return;
    }
    try {
      long size = follower.currentSize();
      if (following.compareAndSet(false, true)) {
        follower.follow(Set.of(DataReceived.SHORT_NAME), size - 1, this::received);
      }
    } catch (LogUnavailableException e) {
      LOG.debugf("The log is not followed yet: %s", e.getMessage());
    }
  }

  private void received(FeedEntry entry) {
    entry.readData(DataReceived::read).ifPresent(this::received);
  }

  private void received(DataReceived received) {
    BureauId from = new BureauId(received.from());
    if (bureaus.isListed(from)) {
      steps.received(from, received.release());
    }
  }
}
