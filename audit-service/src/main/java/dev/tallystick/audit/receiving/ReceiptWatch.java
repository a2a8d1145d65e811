package dev.tallystick.audit.receiving;

import dev.tallystick.audit.entry.Anomaly;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.index.IndexCursor;
import dev.tallystick.audit.storage.AdvisoryLock;
import dev.tallystick.audit.storage.Locks;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.events.type.AnomalyId;
import dev.tallystick.events.type.AnomalyRaised;
import dev.tallystick.events.type.ServiceSuspended;
import dev.tallystick.problem.DomainProblem;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says in the log which receipts are missing, and shuts out for a while who owes too many: from the
 * entry on, decisions refuse to release to it (R65, {@code ACK_OVERDUE}).
 *
 * <p>A receipt is awaited from when a quorum's checkpoint covers its release, not before: nobody is
 * to acknowledge what no witness has seen. What the releaser has given up is owed by nobody. Of
 * several replicas one watches at a time. After a crash, or when the log does not take it, the same
 * may be said once more. What the log refuses to hear of one recipient is tried again at each look,
 * and the others are told meanwhile.
 */
public final class ReceiptWatch {
  private static final Logger LOG = Logger.getLogger(ReceiptWatch.class);
  private static final String DETECTOR = "RECEIPT_MISSING";

  /** As many as an event may name; the rest is told at the next look. */
  private static final int NAMED = 256;

  /** A suspension that ends sooner is renewed now: the next look is a minute away. */
  private static final long AHEAD_MILLIS = 120_000;

  private static final int SERVER_ERROR = 500;

  private final Sources sources;
  private final IndexCursor indexed;
  private final ReceiptRepositories rows;
  private final OwnEvents log;
  private final ReceiptTerms terms;
  private final Clock clock;
  private volatile long overdue;

  /** What the watch reads of the log. The data source is for the lock that replicas take. */
  public record Sources(
      DataSource dataSource, WitnessedCheckpoints witnessed, LogStateRepository states) {}

  /** Watches the releases of the service's own database. */
  public ReceiptWatch(
      Sources sources, ReceiptRepositories rows, OwnEvents log, ReceiptTerms terms, Clock clock) {
    this.sources = sources;
    this.indexed = new IndexCursor(sources.dataSource);
    this.rows = rows;
    this.log = log;
    this.terms = terms;
    this.clock = clock;
  }

  /**
   * Looks once; what cannot be said now is said the next time. Blocks on database and log. No
   * transaction is open while the log is written.
   *
   * @return whether it has looked, and not left it to another replica or to the next time
   */
  public boolean look() {
    Optional<AdvisoryLock> taken = AdvisoryLock.tryTake(sources.dataSource, Locks.RECEIPTS);
    if (taken.isEmpty()) {
      return false;
    }
    AdvisoryLock lock = taken.get();
    try (lock) {
      return lookAlone();
    }
  }

  /**
   * How many receipts were overdue when this process last looked. Another replica may have looked
   * since; each says what it has seen.
   */
  public long overdue() {
    return overdue;
  }

  private boolean lookAlone() {
    long now = clock.millis();
    if (indexed.next() < rows.marks.coveredAt(now)) {
      // Receipts that are in the log would be missed.
      return false;
    }
    rows.marks.mark(now, covered());
    long due = rows.marks.coveredAt(now - terms.due().toMillis());
    long counted = now - terms.due().plus(terms.window()).toMillis();
    long first = rows.marks.coveredAt(counted);
    rows.marks.forgetBefore(counted);
    overdue = rows.owed.countMissing(first, due);
    try {
      shutOut(rows.owed.recipientsAbove(first, due, terms.limit()), now);
      tell(due, now);
    } catch (DomainProblem e) {
      // The log cannot be written, which others say loudly. What was said before that is kept.
      LOG.debugf("missing receipts cannot be logged: %s", e.document().code());
      return false;
    }
    return true;
  }

  private long covered() {
    return sources.witnessed.policy().asksForWitnesses()
        ? sources.witnessed.read().map(newest -> newest.checkpoint().size()).orElse(0L)
        : sources.states.find().map(LogState::size).orElse(0L);
  }

  private void tell(long due, long now) {
    rows.untold.all().forEach(earlier -> tellAgain(earlier, now));
    List<MissingReceipt> missing = rows.owed.missing(rows.told.toldBelow(), due, NAMED);
    Map<String, List<MissingReceipt>> byRecipient =
        missing.stream()
            .collect(
                Collectors.groupingBy(
                    MissingReceipt::recipient, LinkedHashMap::new, Collectors.toList()));
    boolean isAll = missing.size() < NAMED;
    long toldBelow = isAll ? due : missing.get(NAMED - 1).index() + 1;
    byRecipient.forEach(
        (recipient, all) -> {
          if (!isTaken(recipient, () -> raise(recipient, all, now))) {
            rows.untold.add(new UntoldReceipts(recipient, all.get(0).index(), toldBelow));
          }
        });
    rows.told.tellBelow(toldBelow);
  }

  private void tellAgain(UntoldReceipts earlier, long now) {
    List<MissingReceipt> missing = rows.owed.missing(earlier, NAMED);
    if (missing.isEmpty()
        || isTaken(earlier.recipient(), () -> raise(earlier.recipient(), missing, now))) {
      boolean isAll = missing.size() < NAMED;
      long below = isAll ? earlier.to() : missing.get(NAMED - 1).index() + 1;
      rows.untold.tellBelow(earlier.recipient(), below);
    }
  }

  /** False if the log refuses what is said of this recipient; nobody else waits for that. */
  private static boolean isTaken(String recipient, Runnable saying) {
    try {
      saying.run();
      return true;
    } catch (DomainProblem e) {
      if (e.document().status() >= SERVER_ERROR) {
        throw e;
      }
      LOG.errorf("the log refuses to hear of receipts of %s: %s", recipient, e.document().code());
      return false;
    } catch (IllegalStateException e) {
      LOG.errorf("nothing can be said of receipts of %s: %s", recipient, e.getMessage());
      return false;
    }
  }

  private void raise(String recipient, List<MissingReceipt> missing, long now) {
    Anomaly unused =
        Anomaly.raise(
            log,
            new Anomaly.Observation(
                DETECTOR, missing.get(0).recordedMillis(), now, missing.size(), 0),
            AnomalyRaised.Severity.WARNING,
            recipient,
            missing.stream().map(MissingReceipt::release).toList());
  }

  private void shutOut(Map<String, Long> owed, long now) {
    Map<String, OpenSuspension> open = rows.suspensions.suspensions();
    for (Map.Entry<String, Long> one : owed.entrySet()) {
      OpenSuspension begun = open.get(one.getKey());
      if (begun == null || begun.untilMillis() < now + AHEAD_MILLIS) {
        boolean unused =
            isTaken(one.getKey(), () -> suspend(one.getKey(), one.getValue(), begun, now));
      }
    }
    for (Map.Entry<String, OpenSuspension> one : open.entrySet()) {
      if (!owed.containsKey(one.getKey()) && one.getValue().untilMillis() <= now) {
        boolean unused = isTaken(one.getKey(), () -> end(one.getKey(), one.getValue()));
      }
    }
  }

  private void end(String party, OpenSuspension over) {
    over.cause().clear(log, party, "Fewer receipts are overdue.");
    rows.suspensions.end(party);
  }

  private void suspend(String party, long owed, @Nullable OpenSuspension begun, long now) {
    long until = now + terms.suspension().toMillis();
    Anomaly cause =
        begun != null
            ? begun.cause()
            : Anomaly.raise(
                log,
                new Anomaly.Observation(
                    DETECTOR,
                    now - terms.due().plus(terms.window()).toMillis(),
                    now,
                    owed,
                    terms.limit()),
                AnomalyRaised.Severity.ALARM,
                party,
                List.of());
    ServiceSuspended data =
        ServiceSuspended.builder()
            .party(party)
            .scope(ServiceSuspended.Scope.RECEIPTS)
            .ground(owed + " receipts are overdue, " + terms.limit() + " may be.")
            .anomaly(new AnomalyId(cause.id()))
            .until(Instant.ofEpochMilli(until))
            .build();
    log.append(log.drawId(), data, Optional.empty(), List.of());
    rows.suspensions.suspend(party, new OpenSuspension(until, cause));
    LOG.warnf("%s receives nothing for now: %d receipts are overdue", party, owed);
  }
}
