package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.tenancy.BureauId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Which releases nobody got in time, once it is known what the log says of them. */
@Singleton
final class UnsentReleases {
  private final InquiryRepository inquiries;
  private final ReceivedReportProjection received;
  private final Clock clock;

  UnsentReleases(InquiryRepository inquiries, ReceivedReportProjection received, Clock clock) {
    this.inquiries = inquiries;
    this.received = received;
    this.clock = clock;
  }

  /**
   * Those that were logged a minute ago and neither left nor were acknowledged by now. A crash may
   * have taken back that an answer left, or that it was acknowledged; so the log is read to its end
   * first. Until it answers there are none.
   */
  List<StoredInquiry> of(BureauId bureau) {
    Instant loggedBefore = clock.instant().minus(AnswerAgain.SAME_ANSWER);
    return inquiries.unsent(bureau, loggedBefore).isEmpty() || !received.catchUp(bureau)
        ? List.of()
        : inquiries.unsent(bureau, loggedBefore);
  }
}
