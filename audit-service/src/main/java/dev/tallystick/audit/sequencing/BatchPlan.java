package dev.tallystick.audit.sequencing;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.storage.LoggedEntry;
import dev.tallystick.audit.storage.RecordedTime;
import dev.tallystick.events.EventId;
import dev.tallystick.events.GuardVersion;
import dev.tallystick.problem.DomainProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides, entry by entry in order, which submissions of a batch are logged. A pure function of
 * what was read under the lock; later submissions of the batch see what earlier ones did, so a
 * batch behaves like its entries one by one.
 *
 * <p>Order of checks (docs/spec/log-format.md §1, §6): duplicates, then clocks, then guards; a
 * duplicate is answered whatever the clock says. Checks come before advances.
 */
final class BatchPlan {
  static final long DEFERRABLE_MILLIS = Duration.ofDays(7).toMillis();
  static final long ID_AHEAD_MILLIS = Duration.ofMinutes(10).toMillis();
  static final long ID_BEHIND_MILLIS = Duration.ofDays(7).toMillis();

  private final Map<EventId, LoggedEntry> logged;
  private final Map<String, Long> guards;
  private final Map<String, Long> newVersions = new HashMap<>();
  private final List<Submission> accepted = new ArrayList<>();
  private final Map<EventId, Submission> acceptedIds = new HashMap<>();
  private final List<Submission> duplicatesInBatch = new ArrayList<>();
  private final Map<Submission, AppendOutcome> rejected = new HashMap<>();
  private final long recordedMillis;
  private final boolean isClockBehind;

  private BatchPlan(
      Map<EventId, LoggedEntry> logged,
      Map<String, Long> guards,
      long recordedMillis,
      boolean isClockBehind) {
    this.logged = logged;
    this.guards = guards;
    this.recordedMillis = recordedMillis;
    this.isClockBehind = isClockBehind;
  }

  static BatchPlan of(
      List<Submission> batch,
      Map<EventId, LoggedEntry> logged,
      Map<String, Long> guards,
      long recordedMillis) {
    BatchPlan plan = new BatchPlan(logged, guards, recordedMillis, /* isClockBehind= */ false);
    batch.forEach(plan::place);
    return plan;
  }

  /**
   * The plan of one acknowledgement that the log's clock was ahead, which is recorded at the time
   * that is given up.
   */
  static BatchPlan ofAcknowledgement(
      Submission acknowledgement, Map<EventId, LoggedEntry> logged, long recordedMillis) {
    BatchPlan plan = new BatchPlan(logged, Map.of(), recordedMillis, /* isClockBehind= */ true);
    plan.place(acknowledgement);
    return plan;
  }

  /** The submissions to log, in log order. */
  List<Submission> accepted() {
    return accepted;
  }

  /** The outcomes of those that this batch does not log: refused, or logged before. */
  Map<Submission, AppendOutcome> rejected() {
    return rejected;
  }

  /** Repeats, within the batch, of accepted submissions: answered with the index of the first. */
  List<Submission> duplicatesInBatch() {
    return duplicatesInBatch;
  }

  /** The accepted submission with the same id. */
  Submission acceptedTwinOf(Submission submission) {
    return Objects.requireNonNull(acceptedIds.get(submission.id()));
  }

  /** The guards that the accepted submissions move, at their new versions. */
  Map<String, Long> newVersions() {
    return newVersions;
  }

  private void place(Submission submission) {
    LoggedEntry earlier = logged.get(submission.id());
    Submission first = acceptedIds.get(submission.id());
    if (earlier != null) {
      rejected.put(
          submission,
          earlier.hashes().equals(submission.hashes())
              ? new AppendOutcome.AlreadyLogged(earlier.index(), earlier.recordedMillis())
              : new AppendOutcome.Refused(eventIdReused()));
    } else if (first != null) {
      if (first.hashes().equals(submission.hashes())) {
        duplicatesInBatch.add(submission);
      } else {
        rejected.put(submission, new AppendOutcome.Refused(eventIdReused()));
      }
    } else {
      DomainProblem problem = problem(submission);
      if (problem != null) {
        rejected.put(submission, new AppendOutcome.Refused(problem));
      } else {
        accept(submission);
      }
    }
  }

  private void accept(Submission submission) {
    accepted.add(submission);
    acceptedIds.put(submission.id(), submission);
    for (String key : submission.advances()) {
      newVersions.put(key, version(key) + 1);
    }
  }

  private @Nullable DomainProblem problem(Submission submission) {
    if (submission.clock().isPresent()) {
      // Its time is the right one, and recordedMillis is not.
      return isClockBehind ? null : AuditProblem.of(AuditProblemCode.CLOCK_NOT_BEHIND);
    }
    long ahead = submission.timeMillis() - recordedMillis;
    if (ahead > RecordedTime.TOLERANCE_MILLIS) {
      return clockSkew("at most 30 s ahead", ahead);
    }
    long tolerated =
        submission.type().deferrable() ? DEFERRABLE_MILLIS : RecordedTime.TOLERANCE_MILLIS;
    if (-ahead > tolerated) {
      return clockSkew(
          submission.type().deferrable() ? "at most 7 days behind" : "at most 30 s behind", ahead);
    }
    long idAhead = submission.id().millis() - recordedMillis;
    if (idAhead > ID_AHEAD_MILLIS || -idAhead > ID_BEHIND_MILLIS) {
      return AuditProblem.ofField(
          AuditProblemCode.EVENT_ID_OUT_OF_RANGE,
          "body.id",
          "at most 10 min ahead, at most 7 days behind");
    }
    if (!submission.window().covers(recordedMillis)) {
      return AuditProblem.ofField(
          AuditProblemCode.DECISION_LAPSED,
          "body.data.decision",
          "notBefore ≤ recordedMillis ≤ notAfter");
    }
    for (GuardVersion guard : submission.guards()) {
      long current = version(guard.key());
      if (current != guard.version()) {
        return guardMoved(guard, current);
      }
    }
    return null;
  }

  private static AuditProblem clockSkew(String rule, long aheadMillis) {
    return AuditProblem.ofField(
        AuditProblemCode.CLOCK_SKEW,
        "body.time",
        rule,
        "The event's time is %d ms %s the log's clock. Draw a new id and time."
            .formatted(Math.abs(aheadMillis), aheadMillis > 0 ? "ahead of" : "behind"));
  }

  private static AuditProblem guardMoved(GuardVersion claimed, long current) {
    return AuditProblem.ofField(
        AuditProblemCode.GUARD_MOVED,
        "stub.guards",
        "every guard is at the version named",
        "Guard %s is at version %d, the event rests on %d. Decide anew."
            .formatted(claimed.key(), current, claimed.version()));
  }

  private static AuditProblem eventIdReused() {
    return AuditProblem.ofField(
        AuditProblemCode.EVENT_ID_REUSED, "body.id", "same id, same part hashes");
  }

  private long version(String key) {
    Long now = newVersions.get(key);
    return now != null ? now : guards.getOrDefault(key, 0L);
  }
}
