package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.Admission.Started;
import dev.tallystick.events.Event;
import dev.tallystick.events.type.DataDestroyed.Reason;
import dev.tallystick.problem.DomainProblem;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** Ends inquiries that bring no report, and tells the log that the releases to them are gone. */
@Singleton
final class EndInquiry {
  private final InquirySteps steps;
  private final Destruction destruction;
  private final LateEntries entries;

  EndInquiry(InquirySteps steps, Destruction destruction, LateEntries entries) {
    this.steps = steps;
    this.destruction = destruction;
    this.entries = entries;
  }

  /** Refused: for good, or, if the refusal is for now only, until the same is asked again. */
  void refuse(Started run, DomainProblem problem, Collection<String> parents) {
    List<Event> destroyed = destroyed(run, parents, Reason.DENIED);
    boolean ended =
        problem.status() >= 500
            ? steps.abandon(run.bureau(), run.attempt(), destroyed)
            : steps.refuse(run.bureau(), run.attempt(), StoredRefusal.of(problem), destroyed);
    if (ended) {
      entries.append(destroyed);
    }
  }

  /** A fault of ours. */
  void giveUp(Started run, Collection<String> parents) {
    List<Event> destroyed = destroyed(run, parents, Reason.TERM_ENDED);
    if (steps.abandon(run.bureau(), run.attempt(), destroyed)) {
      entries.append(destroyed);
    }
  }

  /** Its process is gone, and there was no intent. */
  void giveUp(StoredInquiry inquiry) {
    List<Event> destroyed = destroyed(inquiry);
    if (steps.abandon(inquiry.bureau(), inquiry.attempt(), destroyed)) {
      entries.append(destroyed);
    }
  }

  /** The log does not have its release and can no longer take it. */
  void giveUpIntent(StoredInquiry inquiry) {
    List<Event> destroyed = destroyed(inquiry);
    if (steps.abandonIntent(inquiry.bureau(), inquiry.attempt(), destroyed)) {
      entries.append(destroyed);
    }
  }

  private List<Event> destroyed(Started run, Collection<String> parents, Reason reason) {
    return destruction.of(run.bureau(), run.inquiry().subject(), parents, reason);
  }

  private List<Event> destroyed(StoredInquiry inquiry) {
    return destruction.of(
        inquiry.bureau(), inquiry.ask().subject(), inquiry.parents(), Reason.TERM_ENDED);
  }
}
