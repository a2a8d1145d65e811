package dev.tallystick.vault.complaint;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ComplaintAccepted;
import dev.tallystick.events.type.ComplaintId;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.LoggedWork;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;

/**
 * Accepts complaints: the authority does, or the day passes by which it should have. From then on
 * the term runs.
 */
@Singleton
final class AcceptComplaint {
  private static final int BATCH = 100;

  private final ComplaintRepository stored;
  private final DraftComplaint drafts;
  private final LoggedWork work;
  private final PackCalendar calendar;

  AcceptComplaint(
      ComplaintRepository stored, DraftComplaint drafts, LoggedWork work, PackCalendar calendar) {
    this.stored = stored;
    this.drafts = drafts;
    this.work = work;
    this.calendar = calendar;
  }

  /** A complaint, and the event that told of it before. */
  private record Accepted(Complaint complaint, EventId before) {}

  /** Accepts a complaint to this authority; the same again changes nothing. */
  Complaint accept(String authority, String id) {
    Complaint.Term term = drafts.term();
    LoggedWork.Stored<Accepted> done =
        work.store(
            (keys, told) -> {
              ComplaintEntity row =
                  stored
                      .lock(id)
                      .filter(found -> found.authority().equals(authority))
                      .orElseThrow(VaultProblemCode.COMPLAINT_UNKNOWN::problem);
              EventId before = row.lastEvent();
              if (row.state() == Complaint.State.FILED) {
                accept(row, term, told, ComplaintAccepted.By.AUTHORITY);
              }
              return new Accepted(stored.open(keys, row), before);
            });
    work.appendAfter(done.result().before(), done.events());
    return done.result().complaint();
  }

  private static void accept(
      ComplaintEntity row, Complaint.Term term, LoggedWork.Told told, ComplaintAccepted.By by) {
    Event event =
        told.add(
            ComplaintAccepted.builder()
                .complaint(new ComplaintId(row.id()))
                .authority(row.authority())
                .against(row.against())
                .by(by)
                .acceptedAt(term.acceptedAt())
                .dueOn(term.dueOn())
                .build(),
            row.subject());
    row.accept(term, event.id());
  }

  /** Accepts what no authority has accepted in its time. Returns how many. */
  @EnforcesRule("R47")
  int acceptOverdue() {
    LocalDate today = calendar.today();
    Complaint.Term term = drafts.term();
    return work.done(
        (keys, told) -> {
          List<ComplaintEntity> late = stored.notAccepted(today, BATCH);
          late.forEach(row -> accept(row, term, told, ComplaintAccepted.By.TERM));
          return late.size();
        });
  }

  @Scheduled(every = "10m", delayed = "70s", concurrentExecution = ConcurrentExecution.SKIP)
  void sweep() {
    while (acceptOverdue() == BATCH) {
      // The next ones.
    }
  }
}
