package dev.tallystick.audit.secrecy;

import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.sequencing.AppendOutcome;
import dev.tallystick.audit.storage.AdvisoryLock;
import dev.tallystick.audit.storage.Locks;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.Stub;
import dev.tallystick.events.type.AuditRead;
import dev.tallystick.events.type.EntryUnsealed;
import dev.tallystick.problem.DomainProblem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Opens sealed entries when their time has come: {@code entry.unsealed} files them under their
 * person.
 *
 * <p>Each is opened once, by the guard {@code seal/<event>}, which the opening rests on and moves:
 * of two replicas, of a retry, of an authority that lifts the seal in the same moment, the log
 * takes one. What is closed is known from the log alone, so a crash, or a log that is away, delays
 * an opening until the next look and loses none. No transaction is open while the log is written.
 */
public final class WatchSeals {
  private static final Logger LOG = Logger.getLogger(WatchSeals.class);
  private static final EventType READ = EventTypes.get(AuditRead.SHORT_NAME);
  private static final EventType UNSEALED = EventTypes.get(EntryUnsealed.SHORT_NAME);
  private static final List<Integer> TYPES = List.of(READ.code(), UNSEALED.code());
  private static final int PAGE = 1_000;
  private static final int SERVER_ERROR = 500;

  private final Sources sources;
  private final SealRepository rows;
  private final OwnEvents log;
  private final Clock clock;

  /** What the watch reads of the log. The data source is for the lock that replicas take. */
  public record Sources(
      DataSource dataSource,
      LogEntryRepository entries,
      LogStateRepository states,
      OpeningSeal seal) {}

  /** Watches the service's own log. */
  public WatchSeals(Sources sources, SealRepository rows, OwnEvents log, Clock clock) {
    this.sources = sources;
    this.rows = rows;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Looks at what the log has grown by and opens what is due. What cannot be opened now is opened
   * the next time. Blocks on database and log.
   *
   * @return whether it has looked and opened all, and not left it to another replica or to the next
   *     time
   */
  public boolean look() {
    Optional<AdvisoryLock> taken = AdvisoryLock.tryTake(sources.dataSource, Locks.SEALS);
    if (taken.isEmpty()) {
      return false;
    }
    AdvisoryLock lock = taken.get();
    try (lock) {
      follow();
      boolean isAllOpen = openDue();
      follow();
      return isAllOpen;
    }
  }

  /** Brings what is known of seals up to the end of the log; what is known already stays. */
  void follow() {
    long next = rows.next();
    long size = sources.states.find().map(LogState::size).orElse(0L);
    while (next < size) {
      List<StoredEntry> page = sources.entries.ofTypes(TYPES, next, size, PAGE);
      next = page.size() < PAGE ? size : page.get(PAGE - 1).index() + 1;
      List<SealedEntryEntity> sealed = new ArrayList<>();
      List<SealRepository.Opened> opened = new ArrayList<>();
      for (StoredEntry row : page) {
        if (row.typeCode() == UNSEALED.code()) {
          EntryUnsealed what = EntryUnsealed.read(sources.seal.openBody(row).data());
          opened.add(new SealRepository.Opened(what.entry(), row.index(), what.reason().name()));
        } else {
          sealed(row).ifPresent(sealed::add);
        }
      }
      rows.keep(sealed, opened, next);
    }
  }

  private Optional<SealedEntryEntity> sealed(StoredEntry row) {
    Stub stub = sources.seal.openStub(row);
    return stub.openBy()
        .map(
            openBy ->
                new SealedEntryEntity(
                    row.id(), row.index(), authority(row), openBy.toEpochMilli()));
  }

  private String authority(StoredEntry row) {
    return new AuditRead.Partial(sources.seal.openBody(row).data())
        .authority()
        .orElseThrow(
            () -> new LogStoreException("sealed entry " + row.index() + " names no authority"));
  }

  private boolean openDue() {
    boolean isAllOpen = true;
    for (SealedEntryEntity row : rows.due(clock.millis())) {
      try {
        open(row, EntryUnsealed.Reason.TERM);
      } catch (DomainProblem e) {
        if (e.document().status() >= SERVER_ERROR) {
          LOG.debugf("sealed entries cannot be opened now: %s", e.document().code());
          return false;
        }
        if (!isOpenAlready(e)) {
          LOG.errorf("the log refuses to open entry %d: %s", row.index(), e.document().code());
          isAllOpen = false;
        }
      }
    }
    return isAllOpen;
  }

  private static boolean isOpenAlready(DomainProblem problem) {
    return AuditProblemCode.GUARD_MOVED.name().equals(problem.document().code());
  }

  /**
   * Opens an entry before its time, for the authority that had it sealed.
   *
   * @param index where the sealed entry is
   * @return the place of the {@code entry.unsealed}
   * @throws AuditProblem if there is no such entry of the authority, or it is open
   */
  public long lift(long index, String authority, EntryUnsealed.Reason reason) {
    follow();
    SealedEntryEntity row =
        rows.at(index)
            .filter(found -> found.authority().equals(authority))
            .orElseThrow(() -> AuditProblem.of(AuditProblemCode.ENTRY_UNKNOWN));
    if (row.isOpen()) {
      throw AuditProblem.of(AuditProblemCode.SEAL_OPENED);
    }
    try {
      return open(row, reason);
    } catch (DomainProblem e) {
      throw isOpenAlready(e) ? AuditProblem.of(AuditProblemCode.SEAL_OPENED) : e;
    } finally {
      follow();
    }
  }

  private long open(SealedEntryEntity row, EntryUnsealed.Reason reason) {
    StoredEntry entry =
        sources
            .entries
            .find(row.event())
            .orElseThrow(() -> new LogStoreException("entry " + row.index() + " is not there"));
    Body body = sources.seal.openBody(entry);
    EntryUnsealed data = new EntryUnsealed(row.event(), row.index(), row.authority(), reason);
    String guard = "seal/" + row.event();
    AppendOutcome outcome =
        log.append(
            log.drawId(), UNSEALED, body.subject(), data.toJson(), Map.of(guard, 0L), List.of());
    if (outcome instanceof AppendOutcome.Logged logged) {
      return logged.index();
    }
    throw new AssertionError(outcome);
  }
}
