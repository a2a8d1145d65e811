package dev.tallystick.audit.decision;

import dev.tallystick.audit.sealing.OpenedParts;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.ClaimId;
import dev.tallystick.events.type.IdentityClaimed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The claims about linked tokens in the service's own entry table. Blocks on the database;
 * thread-safe.
 */
public final class LoggedClaims {
  private static final int CLAIMED = EventTypes.get(IdentityClaimed.SHORT_NAME).code();

  private final LogEntryRepository entries;
  private final OpeningSeal seal;

  /** Reads and opens the service's own entries. */
  public LoggedClaims(LogEntryRepository entries, OpeningSeal seal) {
    this.entries = entries;
    this.seal = seal;
  }

  /** The entry of a claim under one of its two tokens. */
  record LoggedClaim(ClaimId claim, String subject, String claimant, long recordedMillis) {
    @Override
    public String toString() {
      return "LoggedClaim[" + claim + "]";
    }
  }

  /** Those of these entries that tell of a claim; others are passed over. */
  List<LoggedClaim> find(Collection<EventId> ids) {
    List<LoggedClaim> found = new ArrayList<>();
    for (StoredEntry row : entries.findAll(ids)) {
      Optional<OpenedParts> opened = row.typeCode() == CLAIMED ? seal.find(row) : Optional.empty();
      if (opened.isPresent()) {
        Body body = seal.body(row, opened.get());
        IdentityClaimed said = IdentityClaimed.read(body.data());
        found.add(
            new LoggedClaim(
                said.claim(), body.subject().orElseThrow(), said.party(), row.recordedMillis()));
      }
    }
    return found;
  }
}
