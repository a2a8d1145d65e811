package dev.tallystick.vault.deposit;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.vault.LogNotes;
import dev.tallystick.vault.conflict.SourceConflicts;
import dev.tallystick.vault.storage.Transactions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Lets the records of a logged chunk count, and marks those that another source contradicts. */
@Singleton
final class ChunkCommit {
  private final ChunkTable chunks;
  private final SourceConflicts conflicts;
  private final Transactions transactions;
  private final LogNotes notes;

  ChunkCommit(
      ChunkTable chunks, SourceConflicts conflicts, Transactions transactions, LogNotes notes) {
    this.chunks = chunks;
    this.conflicts = conflicts;
    this.transactions = transactions;
    this.notes = notes;
  }

  /** The event of a chunk is in the log; once more changes nothing. */
  void commit(EventId event) {
    List<Event> events =
        transactions.call(
            connection -> {
              Optional<String> chunk = chunks.commit(connection, event);
              return chunk.isEmpty() ? List.<Event>of() : conflicts.lookAt(connection, chunk.get());
            });
    notes.append(events);
  }
}
