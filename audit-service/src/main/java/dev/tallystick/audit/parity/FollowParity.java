package dev.tallystick.audit.parity;

import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.OwnershipRecorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what the log has grown by. A body that is erased or cannot be read counts as nothing. Any
 * replica may do it: the cursor's row lets one of them count a page. Blocks on the database.
 */
public final class FollowParity {
  private static final int RELEASED = EventTypes.get(DataReleased.SHORT_NAME).code();
  private static final int DENIED = EventTypes.get(DataDenied.SHORT_NAME).code();
  private static final int OWNERSHIP = EventTypes.get(OwnershipRecorded.SHORT_NAME).code();
  private static final List<Integer> TYPES = List.of(RELEASED, DENIED, OWNERSHIP);
  private static final int PAGE = 500;

  private final LogEntryRepository entries;
  private final LogStateRepository states;
  private final OpeningSeal seal;
  private final ParityRepository rows;

  /** Follows the service's own log. */
  public FollowParity(
      LogEntryRepository entries,
      LogStateRepository states,
      OpeningSeal seal,
      ParityRepository rows) {
    this.entries = entries;
    this.states = states;
    this.seal = seal;
    this.rows = rows;
  }

  /** Counts up to the end of the log, or until another replica does. */
  public void look() {
    long size = states.find().map(LogState::size).orElse(0L);
    long from = rows.next();
    boolean isAlone = true;
    while (isAlone && from < size) {
      List<StoredEntry> page = entries.ofTypes(TYPES, from, size, PAGE);
      long next = page.size() < PAGE ? size : page.get(PAGE - 1).index() + 1;
      Map<ParityCase, Long> cases = new HashMap<>();
      List<ParityOwners.Share> shares = new ArrayList<>();
      for (StoredEntry row : page) {
        count(row, cases, shares);
      }
      isAlone = rows.keep(cases, shares, from, next);
      from = next;
    }
  }

  private void count(
      StoredEntry row, Map<ParityCase, Long> cases, List<ParityOwners.Share> shares) {
    seal.find(row)
        .ifPresent(
            opened -> {
              JsonObject data = seal.body(row, opened).data();
              if (row.typeCode() == OWNERSHIP) {
                OwnershipRecorded share = OwnershipRecorded.read(data);
                shares.add(
                    new ParityOwners.Share(
                        share.holder(), share.held(), Math.toIntExact(share.basisPoints())));
              } else if (row.typeCode() == DENIED) {
                DataDenied.Partial denied = new DataDenied.Partial(data);
                ParityCases.of(denied, row.recordedMillis())
                    .ifPresent(one -> cases.merge(one, CaseTimes.times(denied), Long::sum));
              } else {
                Optional<JsonObject> internal = seal.internal(row, opened);
                ParityCases.of(DataReleased.read(data), internal, row.recordedMillis())
                    .forEach(one -> cases.merge(one, 1L, Long::sum));
              }
            });
  }
}
