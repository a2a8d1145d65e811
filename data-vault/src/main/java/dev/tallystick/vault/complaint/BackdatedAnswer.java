package dev.tallystick.vault.complaint;

import dev.tallystick.events.Event;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.rules.pack.ComplaintTerms;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Refuses answers that are said to be of another time than they are given at (R47). */
@Singleton
final class BackdatedAnswer {
  private static final String RULE = "R47";
  private static final String FIELD = "answeredAt";

  private final LogPublisher log;
  private final PackCalendar calendar;

  BackdatedAnswer(LogPublisher log, PackCalendar calendar) {
    this.log = log;
    this.calendar = calendar;
  }

  /**
   * Returns if the time that is said for an answer is now. The log has the refusal of an earlier
   * one before anybody is told of it.
   *
   * @param by the party that answers
   * @throws VaultProblem if it is not now
   */
  @EnforcesRule("R47")
  void refuse(Optional<Instant> answeredAt, String by) {
    if (answeredAt.isEmpty()) {
      return;
    }
    Instant now = calendar.now();
    if (answeredAt.get().isAfter(now.plus(ComplaintTerms.CLOCK_TOLERANCE))) {
      throw VaultProblem.ofField(
          VaultProblemCode.COMPLAINT_ANSWER_INVALID, FIELD, "not-in-the-future");
    }
    if (ComplaintTerms.isDatedBack(answeredAt.get(), now)) {
      Event denied = denied(by);
      LoggedReceipt receipt = log.require(denied);
      throw VaultProblem.relayed(
          VaultProblem.ofField(VaultProblemCode.BACKDATED_ANSWER, FIELD, "not-in-the-past")
              .document()
              .withAudit(denied.id().toString(), receipt.index()));
    }
  }

  /** Not about the person: it is the party's act, and the complaint is as it was. */
  private Event denied(String by) {
    return log.make(
        DataDenied.builder()
            .step(DataDenied.Step.COMPLAINT)
            .caller(by)
            .code(VaultProblemCode.BACKDATED_ANSWER.name())
            .ruleIds(List.of(RULE))
            .pack(Optional.of(calendar.pack()))
            .build());
  }
}
