package dev.tallystick.audit.sequencing;

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
  private final Map<String, Long> moved = new HashMap<>();
  private final List<Submission> accepted = new ArrayList<>();
  private final Map<EventId, Submission> acceptedIds = new HashMap<>();
  private final List<Submission> twins = new ArrayList<>();
  private final Map<Submission, Outcome> others = new HashMap<>();
  private final long recordedMillis;

  private BatchPlan(
      Map<EventId, LoggedEntry> logged, Map<String, Long> guards, long recordedMillis) {
    this.logged = logged;
    this.guards = guards;
    this.recordedMillis = recordedMillis;
  }

  static BatchPlan of(
      List<Submission> batch,
      Map<EventId, LoggedEntry> logged,
      Map<String, Long> guards,
      long recordedMillis) {
    BatchPlan plan = new BatchPlan(logged, guards, recordedMillis);
    batch.forEach(plan::place);
    return plan;
  }

  /** The submissions to log, in log order. */
  List<Submission> accepted() {
    return accepted;
  }

  /** What is known already of those that are not logged by this batch. */
  Map<Submission, Outcome> others() {
    return others;
  }

  /** Repeats, within the batch, of accepted submissions: answered with their twin's index. */
  List<Submission> twins() {
    return twins;
  }

  /** The accepted submission with the same id. */
  Submission twinOf(Submission submission) {
    return Objects.requireNonNull(acceptedIds.get(submission.id()));
  }

  /** The guards that the accepted submissions move, at their new versions. */
  Map<String, Long> moved() {
    return moved;
  }

  private void place(Submission submission) {
    LoggedEntry earlier = logged.get(submission.id());
    Submission twin = acceptedIds.get(submission.id());
    if (earlier != null) {
      others.put(
          submission,
          earlier.hashes().equals(submission.hashes())
              ? new Outcome.AlreadyLogged(earlier.index(), earlier.recordedMillis())
              : new Outcome.Refused(new SequencerProblem.EventIdReused()));
    } else if (twin != null) {
      if (twin.hashes().equals(submission.hashes())) {
        twins.add(submission);
      } else {
        others.put(submission, new Outcome.Refused(new SequencerProblem.EventIdReused()));
      }
    } else {
      DomainProblem problem = problem(submission);
      if (problem != null) {
        others.put(submission, new Outcome.Refused(problem));
      } else {
        accept(submission);
      }
    }
  }

  private void accept(Submission submission) {
    accepted.add(submission);
    acceptedIds.put(submission.id(), submission);
    for (String key : submission.advances()) {
      moved.put(key, version(key) + 1);
    }
  }

  private @Nullable DomainProblem problem(Submission submission) {
    long ahead = submission.timeMillis() - recordedMillis;
    if (ahead > RecordedTime.TOLERANCE_MILLIS) {
      return new SequencerProblem.ClockSkew("at most 30 s ahead", ahead);
    }
    long tolerated =
        submission.type().deferrable() ? DEFERRABLE_MILLIS : RecordedTime.TOLERANCE_MILLIS;
    if (-ahead > tolerated) {
      return new SequencerProblem.ClockSkew(
          submission.type().deferrable() ? "at most 7 days behind" : "at most 30 s behind", ahead);
    }
    long idAhead = submission.id().millis() - recordedMillis;
    if (idAhead > ID_AHEAD_MILLIS || -idAhead > ID_BEHIND_MILLIS) {
      return new SequencerProblem.EventIdOutOfRange();
    }
    if (!submission.window().covers(recordedMillis)) {
      return new SequencerProblem.DecisionLapsed();
    }
    for (GuardVersion guard : submission.guards()) {
      long current = version(guard.key());
      if (current != guard.version()) {
        return new SequencerProblem.GuardMoved(guard.key(), guard.version(), current);
      }
    }
    return null;
  }

  private long version(String key) {
    Long now = moved.get(key);
    return now != null ? now : guards.getOrDefault(key, 0L);
  }
}
