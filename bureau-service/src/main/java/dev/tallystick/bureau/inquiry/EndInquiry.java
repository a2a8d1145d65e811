package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.Admission.Started;
import dev.tallystick.bureau.inquiry.InquirySteps.Owed;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.events.Event;
import dev.tallystick.events.type.DataDestroyed.Reason;
import dev.tallystick.problem.DomainProblem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Ends inquiries that bring no report, and tells the log that the releases to them are gone. */
@Singleton
final class EndInquiry {
  private static final String TOO_OFTEN = BureauProblemCode.QUERY_VOLUME_ANOMALY.name();

  private final InquirySteps steps;
  private final Destruction destruction;
  private final LateEntries entries;
  private final Clock clock;

  EndInquiry(InquirySteps steps, Destruction destruction, LateEntries entries, Clock clock) {
    this.steps = steps;
    this.destruction = destruction;
    this.entries = entries;
    this.clock = clock;
  }

  /**
   * Refused: for good, or, if the refusal is for now only, until the same is asked again.
   *
   * @param sourced the releases that came to nothing; each is acknowledged all the same
   */
  void refuse(Started run, DomainProblem problem, Sourced sourced) {
    List<Event> destroyed = destroyed(run, sourced, Reason.DENIED);
    boolean ended =
        isForNow(problem)
            ? end(run, sourced, owed -> steps.abandon(run.bureau(), owed, destroyed))
            : end(
                run,
                sourced,
                owed -> steps.refuse(run.bureau(), owed, StoredRefusal.of(problem), destroyed));
    if (ended) {
      entries.append(destroyed);
    }
  }

  /** Whoever asks the same again later may get it. */
  private static boolean isForNow(DomainProblem problem) {
    return problem.status() >= 500 || problem.code().equals(TOO_OFTEN);
  }

  /** A fault of ours. */
  void giveUp(Started run, Sourced sourced) {
    List<Event> destroyed = destroyed(run, sourced, Reason.TERM_ENDED);
    if (end(run, sourced, owed -> steps.abandon(run.bureau(), owed, destroyed))) {
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

  private boolean end(Started run, Sourced sourced, Predicate<Owed> step) {
    Supplier<Boolean> ending = () -> step.test(new Owed(run.attempt(), sourced, clock.instant()));
    return sourced.sources().isEmpty() ? ending.get() : PatientStep.take(run, ending);
  }

  private List<Event> destroyed(Started run, Sourced sourced, Reason reason) {
    return destruction.of(
        run.bureau(), run.inquiry().subject(), sourced.parents().keySet(), reason);
  }

  private List<Event> destroyed(StoredInquiry inquiry) {
    return destruction.of(
        inquiry.bureau(), inquiry.ask().subject(), inquiry.parents(), Reason.TERM_ENDED);
  }
}
