package dev.tallystick.vault.complaint;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ComplaintAnswered;
import dev.tallystick.events.type.ComplaintId;
import dev.tallystick.events.type.ObligationMissed;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.LoggedWork;
import dev.tallystick.vault.record.SaltedText;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Takes answers to accepted complaints: the word of the party, and the authority's decision. Each
 * has the time of its own arrival, and a late one is marked late (R47).
 */
@Singleton
final class AnswerComplaint {
  private static final int BATCH = 100;

  private final ComplaintRepository stored;
  private final DraftComplaint drafts;
  private final LoggedWork work;
  private final LogPublisher log;
  private final PackCalendar calendar;

  AnswerComplaint(
      ComplaintRepository stored,
      DraftComplaint drafts,
      LoggedWork work,
      LogPublisher log,
      PackCalendar calendar) {
    this.stored = stored;
    this.drafts = drafts;
    this.work = work;
    this.log = log;
    this.calendar = calendar;
  }

  /**
   * An answer.
   *
   * @param by the party that gives it
   * @param outcome how it ends; empty unless an authority decides
   */
  record Answer(String by, Optional<Complaint.Outcome> outcome, String text) {
    @Override
    public String toString() {
      return "Answer[redacted]";
    }
  }

  private record Answered(Complaint complaint, EventId before) {}

  /**
   * Takes an answer.
   *
   * @throws VaultProblem if it is none of this party's, not accepted, or answered
   */
  Complaint answer(String id, Answer answer) {
    SaltedText text = drafts.text(answer.text());
    LocalDate today = calendar.today();
    Instant now = calendar.now();
    LoggedWork.Stored<Answered> done =
        work.store(
            (keys, told) -> {
              ComplaintEntity row = requireOpen(id, answer);
              EventId before = row.lastEvent();
              boolean late = today.isAfter(row.dueOn());
              Complaint.Words words = stored.words(keys, row);
              if (answer.outcome().isPresent()) {
                row.decide(
                    new Complaint.Decision(answer.outcome().get(), now, late),
                    stored.seal(keys, row, words.withDecision(text)));
              } else {
                row.reply(now, stored.seal(keys, row, words.withReply(text)));
              }
              var unusedEvent = told.add(answered(row, answer, text, now, late), row.subject());
              return new Answered(stored.open(keys, row), before);
            });
    work.appendAfter(done.result().before(), done.events());
    return done.result().complaint();
  }

  private ComplaintEntity requireOpen(String id, Answer answer) {
    boolean decides = answer.outcome().isPresent();
    ComplaintEntity row =
        stored
            .lock(id)
            .filter(found -> answer.by().equals(decides ? found.authority() : found.against()))
            .filter(found -> decides || found.state() != Complaint.State.FILED)
            .orElseThrow(VaultProblemCode.COMPLAINT_UNKNOWN::problem);
    if (row.state() == Complaint.State.FILED) {
      throw new VaultProblem(VaultProblemCode.COMPLAINT_NOT_ACCEPTED);
    }
    if (row.state() != Complaint.State.ACCEPTED || (!decides && row.isReplied())) {
      throw new VaultProblem(VaultProblemCode.COMPLAINT_ANSWERED);
    }
    return row;
  }

  private static ComplaintAnswered answered(
      ComplaintEntity row, Answer answer, SaltedText text, Instant now, boolean late) {
    return ComplaintAnswered.builder()
        .complaint(new ComplaintId(row.id()))
        .authority(row.authority())
        .against(row.against())
        .by(
            answer.outcome().isPresent()
                ? ComplaintAnswered.By.AUTHORITY
                : ComplaintAnswered.By.PARTY)
        .outcome(answer.outcome().map(Enum::name).map(ComplaintAnswered.Outcome::of))
        .answeredAt(now)
        .dueOn(row.dueOn())
        .late(late)
        .answerDigest(text.digest())
        .build();
  }

  /** Tells the log of what no authority has answered in time. Returns how many. */
  @EnforcesRule("R47")
  int tellMissed() {
    LocalDate today = calendar.today();
    return work.done(
        (keys, told) -> {
          List<ComplaintEntity> late = stored.notAnswered(today, BATCH);
          told.addStored(late.stream().map(this::missed).toList());
          return late.size();
        });
  }

  private Event missed(ComplaintEntity row) {
    row.markMissed();
    return log.store(
        log.make(
            ObligationMissed.builder()
                .duty(ObligationMissed.Duty.COMPLAINT)
                .party(row.authority())
                .dueOn(row.dueOn())
                .about(row.lastEvent())
                .build()));
  }

  @Scheduled(every = "10m", delayed = "80s", concurrentExecution = ConcurrentExecution.SKIP)
  void sweep() {
    while (tellMissed() == BATCH) {
      // The next ones.
    }
  }
}
