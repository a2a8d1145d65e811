package dev.tallystick.vault.complaint;

import dev.tallystick.events.type.ComplaintId;
import dev.tallystick.events.type.ComplaintWithdrawn;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.category.PackCalendar;
import jakarta.inject.Singleton;

/**
 * Forgets what a person wrote, and was answered, in complaints; in the caller's transaction. What
 * is not decided is withdrawn with it: nobody can answer words that are gone.
 */
@Singleton
public final class ComplaintErasure {
  private final ComplaintRepository complaints;
  private final LogPublisher log;
  private final PackCalendar calendar;

  ComplaintErasure(ComplaintRepository complaints, LogPublisher log, PackCalendar calendar) {
    this.complaints = complaints;
    this.log = log;
    this.calendar = calendar;
  }

  /** Whether there are words that have not gone. */
  public boolean isAny(String subject) {
    return complaints.hasWords(subject);
  }

  /** Empties the complaints of a person; nobody sees them any more. */
  public void erase(String subject) {
    for (ComplaintEntity row : complaints.lockAll(subject)) {
      if (row.empty()) {
        // Stored; the outbox brings it to the log.
        var unusedEvent =
            log.store(
                log.make(
                    new ComplaintWithdrawn(
                        new ComplaintId(row.id()), row.authority(), row.against(), calendar.now()),
                    subject));
      }
    }
  }
}
