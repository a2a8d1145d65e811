package dev.tallystick.vault.deposit;

import dev.tallystick.events.EventId;
import dev.tallystick.vault.PublicIds;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The chunks. Deleting a chunk deletes its records with it. */
@Singleton
class ChunkRepository implements PanacheRepositoryBase<ChunkEntity, String> {
  private final PublicIds ids;
  private final Clock clock;

  ChunkRepository(PublicIds ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** Adds a chunk that begins to arrive; no id if there was one at this place before. */
  @Transactional
  Optional<String> open(ImportPlace place, String agreement) {
    String id = ids.draw("chk");
    int added =
        getSession()
            .createMutationQuery(
                """
                insert into ChunkEntity
                  (id, platform, agreement, idempotencyKey, firstLine, state, receivedAt)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict do nothing
                """)
            .setParameter(1, id)
            .setParameter(2, place.platform())
            .setParameter(3, agreement)
            .setParameter(4, place.idempotencyKey())
            .setParameter(5, place.offset())
            .setParameter(6, ChunkState.RECEIVING)
            .setParameter(7, clock.instant())
            .executeUpdate();
    return added == 1 ? Optional.of(id) : Optional.empty();
  }

  /** By when a chunk must be signed that waits for its signature from now on. */
  Instant signBy() {
    return clock.instant().plus(ImportChunk.SIGN_WITHIN);
  }

  /** Whether the time to sign a chunk is over. */
  boolean isLapsed(Chunk chunk) {
    return clock.instant().isAfter(chunk.signBy());
  }

  @Transactional
  Optional<ChunkEntity> findByPlace(ImportPlace place) {
    return find(
            "platform = ?1 and idempotencyKey = ?2 and firstLine = ?3",
            place.platform(),
            place.idempotencyKey(),
            place.offset())
        .singleResultOptional();
  }

  /** Every line has been judged. */
  @Transactional
  void stage(Chunk chunk, byte[] fingerprint, List<LineOutcome> unstored) {
    lock(chunk.id())
        .filter(row -> row.state() == ChunkState.RECEIVING)
        .orElseThrow(
            () ->
                new IllegalStateException("chunk " + chunk.id() + " was dropped while it arrived"))
        .stage(chunk, fingerprint, unstored);
  }

  /** The chunks of an import, in the order of their lines. */
  @Transactional
  List<ImportState.Piece> pieces(String platform, String idempotencyKey) {
    return list(
            "platform = ?1 and idempotencyKey = ?2 order by firstLine", platform, idempotencyKey)
        .stream()
        .map(ChunkEntity::toPiece)
        .toList();
  }

  /** A chunk whose lines have all been judged. */
  @Transactional
  Optional<Chunk> findJudged(String id) {
    return findByIdOptional(id)
        .filter(row -> row.state() != ChunkState.RECEIVING)
        .map(ChunkEntity::toChunk);
  }

  /** A chunk, kept to this transaction. */
  Optional<ChunkEntity> lock(String id) {
    return find("id", id).withLock(LockModeType.PESSIMISTIC_WRITE).singleResultOptional();
  }

  /** The log has refused the event: the chunk waits for a signature again, as long as usual. */
  @Transactional
  void unsign(EventId event) {
    update(
        "state = STAGED, statement = null, eventId = null, signBy = greatest(signBy, ?1)"
            + " where eventId = ?2 and state = SIGNED",
        signBy(),
        event.value());
  }

  /**
   * The event is logged: from now on the records are there. Returns the chunk, unless it was
   * committed before.
   */
  Optional<String> commit(EventId event) {
    boolean isNew =
        update("state = COMMITTED where eventId = ?1 and state = SIGNED", event.value()) == 1;
    return isNew
        ? find("eventId", event.value()).<ChunkEntity>singleResultOptional().map(ChunkEntity::id)
        : Optional.empty();
  }

  @Transactional
  Optional<EventId> eventOf(String id) {
    return findByIdOptional(id).flatMap(ChunkEntity::event);
  }

  @Transactional
  void drop(String id) {
    delete("id = ?1 and state in (RECEIVING, STAGED)", id);
  }

  /** Drops what was not signed in time, and what has stopped to arrive. Returns how many. */
  @Transactional
  long dropLapsed() {
    Instant now = clock.instant();
    return delete(
        "(state = STAGED and signBy < ?1) or (state = RECEIVING and receivedAt < ?2)",
        now,
        now.minus(ImportChunk.SIGN_WITHIN));
  }
}
