package dev.tallystick.vault.complaint;

import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.record.SaltedText;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Draws what is new about a complaint: its id, its days, and the salts of what is written. Asks for
 * the rule pack, so not in a transaction.
 */
@Singleton
final class DraftComplaint {
  private final PublicIds ids;
  private final RandomGenerator random;
  private final PackCalendar calendar;

  DraftComplaint(PublicIds ids, RandomGenerator random, PackCalendar calendar) {
    this.ids = ids;
    this.random = random;
    this.calendar = calendar;
  }

  /** What somebody has written, with a new salt. */
  SaltedText text(String words) {
    return SaltedText.of(words, random);
  }

  /** A complaint of now. */
  Complaint of(String subject, String authority, String against, String statement) {
    return new Complaint(
        ids.draw("cmp"),
        subject,
        authority,
        against,
        Complaint.State.FILED,
        calendar.now(),
        calendar.complaintAcceptBy(),
        Optional.empty(),
        Complaint.Words.of(text(statement)),
        Optional.empty());
  }

  /** The term of a complaint that is accepted now. */
  Complaint.Term term() {
    return new Complaint.Term(calendar.now(), calendar.complaintDueOn());
  }
}
