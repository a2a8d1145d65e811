package dev.tallystick.audit.board;

import dev.tallystick.audit.index.LoggedParties;
import dev.tallystick.audit.parity.CaseTimes;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DataUndelivered;
import dev.tallystick.events.type.DecisionReported;
import dev.tallystick.events.type.FeeReversed;
import dev.tallystick.events.type.LoanOpened;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts for the boards what the log has grown by. A body that is erased or cannot be read counts
 * as nothing. Any replica may do it: the cursor's row lets one of them count a page. Blocks on the
 * database.
 */
public final class FollowBoards {
  private static final int RELEASED = code(DataReleased.SHORT_NAME);
  private static final int DENIED = code(DataDenied.SHORT_NAME);
  private static final int RECEIVED = code(DataReceived.SHORT_NAME);
  private static final int UNDELIVERED = code(DataUndelivered.SHORT_NAME);
  private static final int REVERSED = code(FeeReversed.SHORT_NAME);
  private static final int DECIDED = code(DecisionReported.SHORT_NAME);
  private static final int LOAN = code(LoanOpened.SHORT_NAME);
  private static final List<Integer> TYPES =
      List.of(RELEASED, DENIED, RECEIVED, UNDELIVERED, REVERSED, DECIDED, LOAN);
  private static final int PAGE = 500;

  private final LogEntryRepository entries;
  private final LogStateRepository states;
  private final OpeningSeal seal;
  private final LoggedParties parties;
  private final BoardRepository rows;

  /** Follows the service's own log. */
  public FollowBoards(
      LogEntryRepository entries,
      LogStateRepository states,
      OpeningSeal seal,
      LoggedParties parties,
      BoardRepository rows) {
    this.entries = entries;
    this.states = states;
    this.seal = seal;
    this.parties = parties;
    this.rows = rows;
  }

  private static int code(String shortName) {
    return EventTypes.get(shortName).code();
  }

  /** Counts up to the end of the log, or until another replica does. */
  public void look() {
    long size = states.find().map(LogState::size).orElse(0L);
    long from = rows.next();
    boolean isAlone = true;
    while (isAlone && from < size) {
      List<StoredEntry> page = entries.ofTypes(TYPES, from, size, PAGE);
      long next = page.size() < PAGE ? size : page.get(PAGE - 1).index() + 1;
      BoardFacts facts = new BoardFacts(new OfThisLog());
      CountedPage counted = new CountedPage();
      for (StoredEntry row : page) {
        data(row).ifPresent(data -> count(facts, row, data, counted));
      }
      isAlone = rows.keep(counted, from, next);
      from = next;
    }
  }

  private static void count(
      BoardFacts facts, StoredEntry row, JsonObject data, CountedPage counted) {
    long times = times(row, data);
    for (BoardFact fact : facts(facts, row, data)) {
      counted.add(fact, times);
      if (fact.measure() == BoardFact.Measure.SOLD) {
        counted.add(new BoardDay(day(row), fact.bureau()));
      }
    }
    if (row.typeCode() == LOAN) {
      BoardFacts.partners(LoanOpened.read(data), row.recordedMillis()).forEach(counted::add);
    }
  }

  private Optional<JsonObject> data(StoredEntry row) {
    return seal.find(row).map(opened -> seal.body(row, opened).data());
  }

  private static long times(StoredEntry row, JsonObject data) {
    return row.typeCode() == DENIED ? CaseTimes.times(new DataDenied.Partial(data)) : 1;
  }

  private static LocalDate day(StoredEntry row) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(row.recordedMillis()), ZoneOffset.UTC);
  }

  private static Collection<BoardFact> facts(BoardFacts facts, StoredEntry row, JsonObject data) {
    long at = row.recordedMillis();
    if (row.typeCode() == RELEASED) {
      return facts.of(DataReleased.read(data), at);
    }
    if (row.typeCode() == RECEIVED) {
      return facts.of(DataReceived.read(data), at);
    }
    if (row.typeCode() == LOAN) {
      return BoardFacts.of(LoanOpened.read(data), at);
    }
    List<BoardFact> found = new ArrayList<>();
    if (row.typeCode() == DENIED) {
      facts.of(new DataDenied.Partial(data), at).ifPresent(found::add);
    } else if (row.typeCode() == UNDELIVERED) {
      facts.of(DataUndelivered.read(data), at).ifPresent(found::add);
    } else if (row.typeCode() == REVERSED) {
      facts.of(FeeReversed.read(data), at).ifPresent(found::add);
    } else {
      facts.of(DecisionReported.read(data), at).ifPresent(found::add);
    }
    return found;
  }

  /** Looks entries up in the same log; a party's role is asked for once a page. */
  private final class OfThisLog implements LoggedContext {
    private final Map<String, Optional<String>> roles = new HashMap<>();

    @Override
    public Optional<DataReleased> release(EventId id) {
      return find(id, RELEASED).map(DataReleased::read);
    }

    @Override
    public Optional<DataUndelivered> undelivered(EventId id) {
      return find(id, UNDELIVERED).map(DataUndelivered::read);
    }

    @Override
    public Optional<String> role(String party) {
      return roles.computeIfAbsent(party, parties::role);
    }

    private Optional<JsonObject> find(EventId id, int type) {
      return entries
          .find(id)
          .filter(row -> row.typeCode() == type)
          .flatMap(FollowBoards.this::data);
    }
  }
}
