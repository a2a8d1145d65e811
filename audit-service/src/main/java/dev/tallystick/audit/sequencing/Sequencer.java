package dev.tallystick.audit.sequencing;

import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.FreshEntries;
import dev.tallystick.audit.storage.LogGrowth;
import dev.tallystick.audit.storage.LogHead;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStore;
import dev.tallystick.audit.storage.LogStore.LogTransaction;
import dev.tallystick.audit.storage.LogStore.LookUp;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.RecordedTime;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.type.ClockAcknowledged;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.TreeBatch;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns a list of submissions into one committed, signed and answered batch.
 *
 * <p>Crash safety: nothing outside the transaction is needed to go on. Before the commit nothing is
 * stored; after it everything is, and a producer that did not get its answer sends the same event
 * again and is told its index. The checkpoint is signed after the commit over the committed size
 * and root; Ed25519 is deterministic, so whoever signs that size again signs the same text.
 *
 * <p>Runs on one thread at a time (that of {@link SequencerThread}, or a test's).
 */
public final class Sequencer {
  private static final Logger LOG = Logger.getLogger(Sequencer.class);

  private final LogStore store;
  private final OpeningSeal seal;
  private final CheckpointSigner signer;
  private final Clock clock;
  private final LogHead head;
  private final FreshEntries fresh;
  private final LogGrowth growth;

  /**
   * What the process remembers of the batches that it has committed.
   *
   * @param growth who waits for them
   */
  public record Committed(LogHead head, FreshEntries fresh, LogGrowth growth) {
    /** For nobody who waits. */
    public Committed(LogHead head, FreshEntries fresh) {
      this(head, fresh, new LogGrowth());
    }
  }

  /** A sequencer on {@code store} that hands what it has committed to {@code committed}. */
  public Sequencer(
      LogStore store, OpeningSeal seal, CheckpointSigner signer, Clock clock, Committed committed) {
    this.store = store;
    this.seal = seal;
    this.signer = signer;
    this.clock = clock;
    this.head = committed.head;
    this.fresh = committed.fresh;
    this.growth = committed.growth;
  }

  /** Logs what can be logged of {@code batch} and answers every submission, whatever happens. */
  void sequence(List<Submission> batch) {
    Map<Submission, AppendOutcome> outcomes = new HashMap<>();
    try (LogTransaction transaction = store.begin(lookUp(batch))) {
      sequence(batch, transaction, outcomes);
    } catch (LogStoreException e) {
      LOG.errorf(
          e, "batch of %d not confirmed; starting again from the stored state", batch.size());
      head.failing("the database: " + e.getMessage());
      outcomes.clear();
    } catch (RuntimeException e) {
      LOG.errorf(e, "batch of %d failed", batch.size());
      head.failing("a fault: " + e.getClass().getSimpleName());
      outcomes.clear();
    }
    for (Submission submission : batch) {
      AppendOutcome outcome = outcomes.get(submission);
      answer(
          submission,
          outcome != null
              ? outcome
              : new AppendOutcome.Refused(AuditProblem.of(AuditProblemCode.LOG_UNAVAILABLE)));
    }
  }

  /** One caller that cannot take its answer must not keep the others from theirs. */
  private static void answer(Submission submission, AppendOutcome outcome) {
    try {
      submission.done(outcome);
    } catch (RuntimeException e) {
      LOG.error("an answer could not be given", e);
    }
  }

  /** Reads the state without changing it, so that health is known while nothing is submitted. */
  void probe() {
    try (LogTransaction transaction = store.begin(LookUp.NOTHING)) {
      if (time(transaction).isPresent()) {
        head.reached(transaction.state());
      }
    } catch (LogStoreException e) {
      head.failing("the database: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("the state could not be probed", e);
      head.failing("a fault: " + e.getClass().getSimpleName());
    }
  }

  private void sequence(
      List<Submission> batch, LogTransaction transaction, Map<Submission, AppendOutcome> outcomes) {
    LogState before = transaction.state();
    head.checkExtends(before);
    OptionalLong time = time(transaction);
    if (time.isPresent()) {
      long recordedMillis = time.getAsLong();
      write(
          BatchPlan.of(batch, transaction.logged(), transaction.guardVersions(), recordedMillis),
          transaction,
          new Times(recordedMillis, recordedMillis),
          outcomes);
    } else {
      refuseAll(batch, AuditProblem.clockUnsafe(), outcomes);
      for (Submission submission : batch) {
        if (submission.clock().isPresent()) {
          acknowledge(submission, submission.clock().get(), transaction, outcomes);
          return;
        }
      }
    }
  }

  /**
   * When the entries of a batch are recorded.
   *
   * @param recordedMillis all of them
   * @param nextMillis no entry after them is recorded before
   */
  private record Times(long recordedMillis, long nextMillis) {}

  /**
   * The one way back from a clock that was ahead: an entry that gives the newest recorded time up,
   * logged at that time, takes effect for the entries after it, by the same commit.
   */
  private void acknowledge(
      Submission submission,
      ClockAcknowledged said,
      LogTransaction transaction,
      Map<Submission, AppendOutcome> outcomes) {
    long newest = transaction.state().lastMillis();
    long floor = said.floor().toEpochMilli();
    if (said.newest().toEpochMilli() != newest
        || !RecordedTime.isRight(floor, clock.millis(), transaction.storeMillis())) {
      outcomes.put(
          submission,
          new AppendOutcome.Refused(AuditProblem.of(AuditProblemCode.CLOCK_NOT_ACKNOWLEDGED)));
      return;
    }
    outcomes.remove(submission);
    write(
        BatchPlan.ofAcknowledgement(submission, transaction.logged(), newest),
        transaction,
        new Times(newest, floor),
        outcomes);
  }

  private void write(
      BatchPlan plan,
      LogTransaction transaction,
      Times times,
      Map<Submission, AppendOutcome> outcomes) {
    LogState before = transaction.state();
    outcomes.putAll(plan.rejected());
    if (plan.accepted().isEmpty()) {
      head.reached(before);
      return;
    }
    TreeBatch tree = new TreeBatch(before.frontier());
    List<StoredEntry> rows = new ArrayList<>(plan.accepted().size());
    for (Submission submission : plan.accepted()) {
      StoredEntry row = submission.row(tree.size(), times.recordedMillis);
      rows.add(row);
      tree.add(Merkle.leafHash(row.entry()));
    }
    transaction.write(rows);
    checkStored(rows, transaction.readBack(rows));
    LogState after = new LogState(tree.frontier(), times.nextMillis);
    transaction.advance(after, tree, rows, plan.newVersions());
    transaction.commit();
    for (Submission submission : plan.accepted()) {
      Metrics.counter("tallystick.entries", "type", submission.type().name()).increment();
    }
    if (plan.accepted().stream().noneMatch(Submission::changesKeys)) {
      signer.extended(before, after);
    }
    for (int i = 0; i < rows.size(); i++) {
      plan.accepted().get(i).keep(rows.get(i), fresh);
    }
    LoggedBatch logged = new LoggedBatch(tree, signer.sign(after));
    head.reached(after);
    growth.committed(
        before.size(),
        after.size(),
        plan.accepted().stream().map(one -> one.type().code()).toList());
    answer(plan, before.size(), times.recordedMillis, logged, outcomes);
  }

  private OptionalLong time(LogTransaction transaction) {
    long millis = clock.millis();
    OptionalLong time =
        RecordedTime.next(millis, transaction.storeMillis(), transaction.state().lastMillis());
    if (time.isEmpty()) {
      head.failing(
          "CLOCK_SKEW: this service's clock is %d ms from that of its database, %d ms from the newest entry, recorded at %s (docs/operations/clock.md)"
              .formatted(
                  millis - transaction.storeMillis(),
                  millis - transaction.state().lastMillis(),
                  Timestamps.format(transaction.state().lastMillis())));
    }
    return time;
  }

  private static LookUp lookUp(List<Submission> batch) {
    Set<String> keys = new HashSet<>();
    for (Submission submission : batch) {
      submission.guards().forEach(guard -> keys.add(guard.key()));
      keys.addAll(submission.advances());
    }
    return new LookUp(batch.stream().map(Submission::id).toList(), keys);
  }

  /**
   * What the database gives back, opened and hashed again, must be the entries that are about to be
   * signed: a wrong key, a truncated column or a bad disk is found before a receipt says otherwise.
   */
  private void checkStored(List<StoredEntry> written, List<StoredEntry> stored) {
    if (stored.size() != written.size()) {
      throw new LogStoreException("wrote " + written.size() + " rows, read back " + stored.size());
    }
    for (int i = 0; i < written.size(); i++) {
      StoredEntry row = stored.get(i);
      if (row.index() != written.get(i).index()
          || !seal.recomputeEntry(row).equals(written.get(i).entry())) {
        throw new LogStoreException(
            "the stored bytes of entry " + written.get(i).index() + " are not what was written");
      }
    }
  }

  private static void answer(
      BatchPlan plan,
      long firstIndex,
      long recordedMillis,
      LoggedBatch logged,
      Map<Submission, AppendOutcome> outcomes) {
    long index = firstIndex;
    for (Submission submission : plan.accepted()) {
      outcomes.put(submission, new AppendOutcome.Logged(index++, recordedMillis, logged));
    }
    for (Submission duplicate : plan.duplicatesInBatch()) {
      outcomes.put(duplicate, duplicateOutcome(outcomes.get(plan.acceptedTwinOf(duplicate))));
    }
  }

  private static AppendOutcome duplicateOutcome(@Nullable AppendOutcome first) {
    if (first instanceof AppendOutcome.Logged logged) {
      return new AppendOutcome.AlreadyLogged(logged.index(), logged.recordedMillis());
    }
    throw new AssertionError("the first of two duplicates is logged in the same batch");
  }

  private static void refuseAll(
      List<Submission> batch, DomainProblem problem, Map<Submission, AppendOutcome> outcomes) {
    batch.forEach(submission -> outcomes.put(submission, new AppendOutcome.Refused(problem)));
  }
}
