package dev.tallystick.vault.deposit;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.conflict.SourceConflicts;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Lets the records of a logged chunk count, and marks those that another source contradicts. */
@Singleton
final class CommitChunk {
  private final ChunkRepository chunks;
  private final SourceConflicts conflicts;
  private final LogPublisher notes;

  CommitChunk(ChunkRepository chunks, SourceConflicts conflicts, LogPublisher notes) {
    this.chunks = chunks;
    this.conflicts = conflicts;
    this.notes = notes;
  }

  /** The event of a chunk is in the log; once more changes nothing. */
  void commit(EventId event) {
    List<Event> events =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  Optional<String> chunk = chunks.commit(event);
                  return chunk.isEmpty() ? List.<Event>of() : conflicts.lookAt(chunk.get());
                });
    notes.append(events);
  }
}
