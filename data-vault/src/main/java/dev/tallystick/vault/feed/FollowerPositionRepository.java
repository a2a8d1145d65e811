package dev.tallystick.vault.feed;

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
   * The caller's transaction need not be on disk when it ends: after a crash of the database it may
   * be as if it had never been. For work that is done again then, together with its position.
   */
  public void allowLateCommit() {
    statements.commitLate();
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
