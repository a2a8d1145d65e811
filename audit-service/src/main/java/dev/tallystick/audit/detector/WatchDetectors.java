package dev.tallystick.audit.detector;

import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.honey.HoneyPersons;
import dev.tallystick.audit.index.IndexSalts;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.AdvisoryLock;
import dev.tallystick.audit.storage.Locks;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.RecordedTimes;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.EventData;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.tlog.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has the detectors follow the log, raises what they notice there (R53), and clears it when nothing
 * was noticed for a window. Nothing waits for it.
 *
 * <p>Of several replicas one looks at a time. What the detectors remember is in memory; a process
 * that begins to look reads the entries of the longest window again and raises nothing for those
 * that were looked at. How far that was is kept together with the alarms, and their entries have
 * ids that were drawn before: after a crash each alarm is logged once.
 */
public final class WatchDetectors {
  private static final Logger LOG = Logger.getLogger(WatchDetectors.class);
  private static final int PAGE = 1000;
  private static final int SERVER_ERROR = 500;

  private final Sources sources;
  private final ReadSighting sightings;
  private final DetectorSettings settings;
  private final DetectorRepository rows;
  private final OwnEvents log;
  private final Clock clock;
  private @Nullable Memory memory;

  /**
   * What the detectors read of the log. The data source is for the lock that replicas take, the
   * salts for what alarms are told apart by. While there are honey persons, every entry is looked
   * at, and not only those of the types that something is counted of.
   */
  public record Sources(
      DataSource dataSource,
      LogEntryRepository entries,
      LogStateRepository states,
      OpeningSeal seal,
      IndexSalts salts,
      HoneyPersons honey) {}

  /** What this process remembers: what the detectors have seen up to an entry. */
  private static final class Memory {
    private final DetectorRun run;
    private long next;

    private Memory(DetectorRun run, long next) {
      this.run = run;
      this.next = next;
    }
  }

  /** Watches the service's own log. */
  public WatchDetectors(
      Sources sources,
      DetectorSettings settings,
      DetectorRepository rows,
      OwnEvents log,
      Clock clock) {
    this.sources = sources;
    this.sightings = new ReadSighting(sources.seal);
    this.settings = settings;
    this.rows = rows;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Looks at what the log has grown by; what cannot be said now is said the next time. Blocks on
   * database and log. No transaction is open while the log is written.
   *
   * @return whether it has looked and said all, and not left it to another replica or to the next
   *     time
   */
  public synchronized boolean look() {
    Optional<AdvisoryLock> taken = AdvisoryLock.tryTake(sources.dataSource, Locks.DETECTORS);
    if (taken.isEmpty()) {
      return false;
    }
    AdvisoryLock lock = taken.get();
    boolean isSound = false;
    try (lock) {
      // What is not said yet comes first: there is one alarm of a case at a time.
      boolean isAllSaid = sayAll();
      if (isAllSaid) {
        follow();
        isAllSaid = sayAll();
      }
      isSound = true;
      return isAllSaid;
    } finally {
      if (!isSound) {
        // It may have seen entries of which nothing was kept.
        memory = null;
      }
    }
  }

  private void follow() {
    long cursor = rows.next();
    Memory known = remember(cursor);
    OpenAlarms open = open();
    HoneyPersons.Known honey = sources.honey.known();
    long size = sources.states.find().map(LogState::size).orElse(0L);
    while (known.next < size) {
      List<StoredEntry> page = page(known.next, size, honey);
      long next = page.size() < PAGE ? size : page.get(PAGE - 1).index() + 1;
      List<DetectorAlarmEntity> raised = new ArrayList<>();
      for (StoredEntry row : page) {
        for (Sighting seen : sightings.readAll(row, honey)) {
          List<DetectorRun.Noticed> noticed = known.run.take(seen);
          if (row.index() >= cursor) {
            raised.addAll(raise(noticed, open));
          }
        }
      }
      if (next > cursor) {
        rows.keep(raised, open, next);
      }
      known.next = next;
    }
    long now = clock.millis();
    rows.keep(raise(known.run.advance(now), open), open, size);
    rows.clear(open.takeQuiet(known.run::windowMillis, now), log::drawId);
  }

  private List<StoredEntry> page(long from, long size, HoneyPersons.Known honey) {
    return honey.isEmpty()
        ? sources.entries.ofTypes(ReadSighting.TYPES, from, size, PAGE)
        : sources.entries.range(from, Math.min(size, from + PAGE));
  }

  private Memory remember(long cursor) {
    Memory known = memory;
    if (known == null) {
      DetectorRun run = new DetectorRun(settings.detectors());
      long at =
          sources.entries.range(cursor, cursor + 1).stream()
              .mapToLong(StoredEntry::recordedMillis)
              .findFirst()
              .orElseGet(clock::millis);
      long first =
          new RecordedTimes(sources.entries, sources.states).firstAt(at - run.memoryMillis());
      known = new Memory(run, Math.min(cursor, first));
      memory = known;
    }
    return known;
  }

  private OpenAlarms open() {
    Map<OpenAlarms.Case, Long> noticed = new HashMap<>();
    rows.open().forEach(row -> noticed.put(row.toCase(), row.noticedMillis()));
    return new OpenAlarms(noticed);
  }

  private List<DetectorAlarmEntity> raise(List<DetectorRun.Noticed> noticed, OpenAlarms open) {
    List<DetectorAlarmEntity> raised = new ArrayList<>();
    for (DetectorRun.Noticed one : noticed) {
      OpenAlarms.Case seen =
          new OpenAlarms.Case(one.detector().name(), hidden(one.detection().about()));
      if (open.raises(seen, one.atMillis())) {
        raised.add(new DetectorAlarmEntity(seen, log.drawId(), one));
      }
    }
    return raised;
  }

  /** Tells cases apart, and tells nobody who has the table alone whom they are about. */
  private String hidden(String about) {
    byte[] bytes = ("detector/" + about).getBytes(StandardCharsets.UTF_8);
    return sources.salts.of(Hash.sha256(bytes)).hex();
  }

  /** False if the log cannot be written; then it is tried again at the next look. */
  private boolean sayAll() {
    for (DetectorAlarmEntity row : rows.open()) {
      try {
        say(row);
      } catch (DomainProblem e) {
        if (e.document().status() >= SERVER_ERROR) {
          LOG.debugf("detectors cannot log what they notice: %s", e.document().code());
          return false;
        }
        drop(row, e.document().code());
      } catch (IllegalStateException e) {
        drop(row, e.getMessage());
      }
    }
    return true;
  }

  private void say(DetectorAlarmEntity row) {
    if (!row.isSaid()) {
      append(row.raised(), row.toRaised(), row);
      rows.said(row.toCase());
      LOG.warnf(
          "the detector %s has raised an alarm, entry of event %s", row.detector(), row.raised());
    }
    Optional<EventId> clearing = row.clearing();
    if (clearing.isPresent()) {
      append(clearing.get(), row.toCleared(), row);
      rows.end(row.toCase());
    }
  }

  private void append(EventId id, EventData data, DetectorAlarmEntity row) {
    if (sources.entries.find(id).isEmpty()) {
      log.append(id, data, row.person().flatMap(this::person), List.of());
    }
  }

  /** The person whom an entry is about, so that it stands in their list; nobody once erased. */
  private Optional<String> person(EventId entry) {
    return sources
        .entries
        .find(entry)
        .flatMap(row -> sources.seal.find(row).map(opened -> sources.seal.body(row, opened)))
        .flatMap(Body::subject);
  }

  /** Nobody else waits for what the log will not hear of. */
  private void drop(DetectorAlarmEntity row, @Nullable String reason) {
    LOG.errorf("the log refuses an alarm of the detector %s: %s", row.detector(), reason);
    rows.end(row.toCase());
  }
}
