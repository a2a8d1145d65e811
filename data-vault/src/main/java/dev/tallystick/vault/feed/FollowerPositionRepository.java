package dev.tallystick.vault.feed;

import dev.tallystick.producer.LostCursorException;
import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;

/** How far followers of the log have come, by their names; stored with what they have done. */
@Singleton
public class FollowerPositionRepository
    implements PanacheRepositoryBase<FollowerPositionEntity, String> {
  private static final long BEFORE_THE_FIRST = -1;

  private final DirectStatements statements;

  FollowerPositionRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** The index of the last entry that was dealt with; -1 before the first. */
  @Transactional
  public long read(String follower) {
    return findByIdOptional(follower)
        .map(FollowerPositionEntity::logIndex)
        .orElse(BEFORE_THE_FIRST);
  }

  /** As {@link #read}; until the caller's transaction ends, nobody else locks or advances it. */
  public long lock(String follower) {
    getSession()
        .createMutationQuery(
            "insert into FollowerPositionEntity (follower, logIndex) values (?1, -1)"
                + " on conflict do nothing")
        .setParameter(1, follower)
        .executeUpdate();
    return find("follower", follower)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .singleResult()
        .logIndex();
  }

  /**
   * Advances a follower in the caller's transaction, which need not be on disk when it ends: after
   * a crash of the database it may be as if it had never been, and what was done in it is done
   * again. Whoever does not notice the crash by itself is told at the next step.
   *
   * @param from the position of the step before, as this process knows it
   * @param to the index of the last entry that is dealt with now
   * @throws LostCursorException if the position is behind that: a crash has taken it back, and what
   *     was done with it
   */
  public void advanceLate(String follower, long from, long to) {
    statements.commitLate();
    if (from == BEFORE_THE_FIRST) {
      advance(follower, to);
      return;
    }
    int advanced =
        statements.update(
            """
            update follower_position set log_index = greatest(log_index, ?)
            where follower = ? and log_index >= ?
            """,
            to,
            follower,
            from);
    if (advanced == 0) {
      throw new LostCursorException(read(follower));
    }
  }

  /** The entry was dealt with; a position never goes back. */
  @Transactional
  public void advance(String follower, long index) {
    statements.update(
        """
        insert into follower_position (follower, log_index) values (?, ?)
        on conflict (follower) do update
          set log_index = greatest(follower_position.log_index, excluded.log_index)
        """,
        follower,
        index);
  }
}
