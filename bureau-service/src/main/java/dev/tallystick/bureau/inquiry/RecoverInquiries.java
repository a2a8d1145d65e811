package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.inquiry.StoredInquiry.Intent;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.LookUp;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Takes up what a process left: an intent becomes LOGGED if the log has its event, and is given up
 * when the log says that it has not, at a time after the decision has ended. Until the log answers,
 * nothing is guessed.
 */
@Singleton
final class RecoverInquiries implements BackgroundTask {
  private static final Logger LOG = Logger.getLogger(RecoverInquiries.class);

  private final InquiryRepository inquiries;
  private final EndInquiry end;
  private final LogSale sales;
  private final LogWriter log;
  private final Clock clock;

  RecoverInquiries(
      InquiryRepository inquiries, EndInquiry end, LogSale sales, LogWriter log, Clock clock) {
    this.inquiries = inquiries;
    this.end = end;
    this.sales = sales;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void run(BureauId bureau) {
    for (StoredInquiry inquiry : inquiries.deserted(bureau, clock.instant())) {
      boolean unused = isAnswered(() -> giveUp(inquiry));
    }
    for (StoredInquiry inquiry : inquiries.undecided(bureau, clock.instant())) {
      if (!isAnswered(() -> decide(inquiry, inquiry.intent().orElseThrow()))) {
        // The log is away: the others wait as well.
        return;
      }
    }
  }

  private boolean giveUp(StoredInquiry inquiry) {
    end.giveUp(inquiry);
    return true;
  }

  /** One that fails keeps no other back; it is taken up again. */
  private static boolean isAnswered(BooleanSupplier step) {
    try {
      return step.getAsBoolean();
    } catch (RuntimeException e) {
      LOG.errorf(e, "An inquiry is taken up again later");
      return true;
    }
  }

  /** Returns whether the log has answered. */
  private boolean decide(StoredInquiry inquiry, Intent intent) {
    EventId event = EventId.fromString(intent.eventId());
    LookUp answer = log.receiptOf(event);
    if (answer instanceof LookUp.Found found) {
      sales.complete(inquiry, found.receipt().opening().recordedMillis());
    } else if (answer instanceof LookUp.Absent absent
        && absent.asOfMillis() > intent.notAfter().toEpochMilli()) {
      end.giveUpIntent(inquiry);
    }
    return !(answer instanceof LookUp.Unavailable);
  }
}
