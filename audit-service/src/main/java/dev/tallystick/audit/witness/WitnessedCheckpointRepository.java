package dev.tallystick.audit.witness;

import dev.tallystick.audit.database.StoreAccess;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * The newest witnessed checkpoint as all replicas share it: one row, which never goes back to a
 * smaller size.
 */
@Singleton
@StoreAccess(failure = "the witnessed checkpoint cannot be read or stored")
public class WitnessedCheckpointRepository
    implements PanacheRepositoryBase<WitnessedCheckpointEntity, Boolean> {

  /** The stored note, if there is one. The policy judges it anew. */
  @Transactional
  Optional<String> newestNote() {
    return findByIdOptional(true).map(WitnessedCheckpointEntity::note);
  }

  /** Stores a checkpoint unless a newer one is there. */
  @Transactional
  void advance(Witnessed next) {
    getEntityManager()
        .createNativeQuery(
            """
            insert into witnessed_checkpoint (tree_size, at_seconds, note)
            values (:size, :seconds, :note)
            on conflict (only_row) do update
              set tree_size = excluded.tree_size, at_seconds = excluded.at_seconds, note = excluded.note
              where (excluded.tree_size, excluded.at_seconds) >=
                (witnessed_checkpoint.tree_size, witnessed_checkpoint.at_seconds)
            """)
        .setParameter("size", next.checkpoint().size())
        .setParameter("seconds", next.atSeconds())
        .setParameter("note", next.note().toString())
        .executeUpdate();
  }
}
