package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;

/**
 * What is kept of reports for minutes, looked at from the releases that they were made of. Belongs
 * to the caller's transaction if there is one.
 */
@Singleton
public class KeptReports {
  private final InquiryRepository inquiries;

  KeptReports(InquiryRepository inquiries) {
    this.inquiries = inquiries;
  }

  /**
   * Whether an inquiry about the person that was begun by then has not ended: it may hold records
   * in memory, and keep a report in a moment. All others end, or are ended, within a minute or so.
   */
  @Transactional
  @AsBureau
  public boolean isBeingMade(BureauId bureau, String subject, Instant begunBy) {
    return inquiries.isBeingMade(subject, begunBy);
  }

  /**
   * Deletes the kept reports about the person that were made of a release; the lender can no longer
   * have them again. Returns how many.
   *
   * @param release the entry of a release to the bureau
   */
  @Transactional
  @AsBureau
  public int drop(BureauId bureau, String subject, String release) {
    return inquiries.dropAnswersMadeOf(subject, release);
  }
}
