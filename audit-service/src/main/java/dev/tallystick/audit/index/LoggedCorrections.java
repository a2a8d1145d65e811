package dev.tallystick.audit.index;

import dev.tallystick.audit.sealing.OpenedParts;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.RecordCorrected;
import dev.tallystick.events.type.RecordCorrectedInternal;
import java.util.Optional;

/** The corrections of records that the log has. Blocks on the database; thread-safe. */
public final class LoggedCorrections {
  private static final int CORRECTED = EventTypes.get(RecordCorrected.SHORT_NAME).code();

  private final LogEntryRepository entries;
  private final OpeningSeal seal;

  /** Reads and opens the service's own entries. */
  public LoggedCorrections(LogEntryRepository entries, OpeningSeal seal) {
    this.entries = entries;
    this.seal = seal;
  }

  /**
   * A correction of a record.
   *
   * @param subject the person's token
   * @param provider who had deposited the record
   * @param deposit what it came in; absent in entries from before that was told
   */
  public record Correction(
      EventId event, long index, String subject, String provider, Optional<EventId> deposit) {
    @Override
    public String toString() {
      return "Correction[" + index + "]";
    }
  }

  /** The correction of this event, if its body can be read. */
  public Optional<Correction> find(EventId event) {
    return entries
        .find(event)
        .filter(row -> row.typeCode() == CORRECTED)
        .flatMap(row -> seal.find(row).map(opened -> read(row, opened)));
  }

  private Correction read(StoredEntry row, OpenedParts opened) {
    Body body = seal.body(row, opened);
    return new Correction(
        row.id(),
        row.index(),
        body.subject().orElseThrow(),
        RecordCorrected.read(body.data()).provider(),
        seal.internal(row, opened)
            .flatMap(internal -> RecordCorrectedInternal.read(internal).deposit()));
  }
}
