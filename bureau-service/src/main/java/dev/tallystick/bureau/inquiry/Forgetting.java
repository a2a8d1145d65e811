package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.upkeep.Chore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Deletes what has served: answers after minutes, inquiries after the day of their key. */
@Singleton
final class Forgetting implements Chore {
  private static final Duration ANSWERS = Duration.ofMinutes(10);
  private static final Duration INQUIRIES = Duration.ofHours(24);

  private final DueStore due;
  private final Clock clock;

  Forgetting(DueStore due, Clock clock) {
    this.due = due;
    this.clock = clock;
  }

  @Override
  public void run(BureauId bureau) {
    Instant now = clock.instant();
    due.forgetAnswers(bureau, now.minus(ANSWERS));
    due.forgetInquiries(bureau, now.minus(INQUIRIES));
    due.forgetStatements(bureau, now);
  }
}
