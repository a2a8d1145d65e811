package dev.tallystick.gateway.source;

import dev.tallystick.gateway.folder.LineCounts;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far each source is read. */
@Singleton
class DepositSourceRepository implements PanacheRepositoryBase<DepositSourceEntity, String> {
  /** Up to where the source is deposited; empty before its first batch. */
  @Transactional
  Optional<String> mark(String source) {
    return Optional.ofNullable(findById(source)).flatMap(row -> Optional.ofNullable(row.mark));
  }

  /**
   * A batch has its receipt: the source goes on behind it. Noted twice, it counts once.
   *
   * @param mark where the next batch begins; absent where the source keeps that itself
   */
  @Transactional
  void commit(String source, String batch, @Nullable String mark, LineCounts counts, Instant now) {
    DepositSourceEntity row = row(source);
    row.problem = null;
    if (batch.equals(row.lastBatch)) {
      return;
    }
    row.lastBatch = batch;
    row.mark = mark;
    row.depositedAt = now;
    row.lines += counts.lines();
    row.stored += counts.stored();
    row.duplicates += counts.duplicates();
    row.refused += counts.refused();
  }

  /** Why the source stands still; null when it goes on. */
  @Transactional
  void stop(String source, @Nullable String problem) {
    row(source).problem = problem;
  }

  private DepositSourceEntity row(String source) {
    DepositSourceEntity known = findById(source);
    if (known != null) {
      return known;
    }
    DepositSourceEntity row = new DepositSourceEntity();
    row.name = source;
    persist(row);
    return row;
  }

  @Transactional
  List<DepositSourceEntity> all() {
    return find("order by name").list();
  }
}
