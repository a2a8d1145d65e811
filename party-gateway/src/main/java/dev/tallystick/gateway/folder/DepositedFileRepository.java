package dev.tallystick.gateway.folder;

import dev.tallystick.gateway.webhook.TellOwnSystems;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files that were put into the folder. */
@Singleton
class DepositedFileRepository implements PanacheRepositoryBase<DepositedFileEntity, String> {
  private static final int MOST = 200;

  private final TellOwnSystems own;

  DepositedFileRepository(TellOwnSystems own) {
    this.own = own;
  }

  @Transactional
  void begin(String importKey, String name, Instant now) {
    DepositedFileEntity row = findById(importKey);
    if (row == null) {
      row = new DepositedFileEntity();
      row.importKey = importKey;
      row.beganAt = now;
      row.name = name;
      persist(row);
    }
    row.name = name;
    row.state = DepositedFileState.READING;
    row.endedAt = null;
    row.problem = null;
  }

  @Transactional
  void end(String importKey, LineCounts counts, @Nullable String problem, Instant now) {
    DepositedFileEntity row = findById(importKey);
    row.state = problem == null ? DepositedFileState.DONE : DepositedFileState.FAILED;
    row.endedAt = now;
    row.lines = counts.lines();
    row.stored = counts.stored();
    row.duplicates = counts.duplicates();
    row.refused = counts.refused();
    row.problem = problem;
    own.tell(problem == null ? "file.done" : "file.failed", row.name);
  }

  @Transactional
  List<DepositedFileEntity> newest() {
    return find("order by beganAt desc").page(0, MOST).list();
  }
}
