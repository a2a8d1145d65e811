package dev.tallystick.audit.publishing;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.tlog.Tile;
import io.quarkus.agroal.DataSource;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The tiles for everybody, read with connections and threads of their own: however many strangers
 * read the log, appends and releases have theirs. Thread-safe.
 */
@Singleton
final class PublicTiles {
  /** As many as the pool of connections holds. */
  private static final int THREADS = 4;

  private static final int MAX_WAITING = 128;

  private final TileRepository tiles;
  private final ExecutorService readers;

  PublicTiles(@DataSource("tiles") javax.sql.DataSource own) {
    this.tiles = new TileRepository(own);
    this.readers =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            60,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread thread = new Thread(task, "tiles");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Reads a tile; empty when the tree has not grown that wide. Fails with an {@link AuditProblem}
   * when as many are read and wait as may.
   */
  Uni<Optional<byte[]>> find(Tile tile) {
    return Uni.createFrom()
        .item(() -> tiles.find(tile))
        .runSubscriptionOn(readers)
        .onFailure(RejectedExecutionException.class)
        .transform(full -> AuditProblem.of(AuditProblemCode.TILES_BUSY));
  }

  @PreDestroy
  void stop() {
    readers.shutdownNow();
  }
}
