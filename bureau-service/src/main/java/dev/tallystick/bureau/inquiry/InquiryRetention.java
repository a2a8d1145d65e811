package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.tenancy.BureauId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Deletes what has served: answers after minutes, inquiries after the day of their key. */
@Singleton
final class InquiryRetention implements BackgroundTask {
  private static final Duration ANSWERS = Duration.ofMinutes(10);
  private static final Duration INQUIRIES = Duration.ofHours(24);

  private final InquiryRepository inquiries;
  private final SeenStatementRepository statements;
  private final Clock clock;

  InquiryRetention(InquiryRepository inquiries, SeenStatementRepository statements, Clock clock) {
    this.inquiries = inquiries;
    this.statements = statements;
    this.clock = clock;
  }

  @Override
  public void run(BureauId bureau) {
    Instant now = clock.instant();
    inquiries.forgetAnswers(bureau, now.minus(ANSWERS));
    inquiries.forgetInquiries(bureau, now.minus(INQUIRIES));
    statements.forgetExpired(bureau, now);
  }
}
