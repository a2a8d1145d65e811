package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.inquiry.Destruction;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.events.type.DataDestroyed.Reason;
import jakarta.inject.Singleton;

/** Tells the log that what was released for a report is gone, because there is no report. */
@Singleton
final class DropOwnData {
  private final SelfReportSteps steps;
  private final Destruction destruction;

  DropOwnData(SelfReportSteps steps, Destruction destruction) {
    this.steps = steps;
    this.destruction = destruction;
  }

  void drop(SelfReportAsk ask, Sourced sourced) {
    steps.abandoned(
        ask.bureau(),
        destruction.of(ask.bureau(), ask.subject(), sourced.parents().keySet(), Reason.TERM_ENDED));
  }
}
