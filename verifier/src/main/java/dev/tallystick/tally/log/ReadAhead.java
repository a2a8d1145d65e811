package dev.tallystick.tally.log;

import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads tiles before they are asked for, several at a time, when the order is known. Tiles out of
 * that order are read on the spot.
 *
 * <p>For one thread that asks; the reader below it must be thread-safe. It holds as many tiles as
 * it reads at a time.
 */
public final class ReadAhead implements TileReader, AutoCloseable {
  private final TileReader reader;
  private final Iterator<Tile> plan;
  private final int parallel;
  private final ExecutorService threads;
  private final ArrayDeque<Reading> readings = new ArrayDeque<>();

  private record Reading(Tile tile, Future<byte[]> bytes) {}

  /**
   * Makes a reader of what this one reads.
   *
   * @param plan the order in which the tiles will be asked for
   * @param parallel how many to read at a time
   */
  public ReadAhead(TileReader reader, Iterator<Tile> plan, int parallel) {
    this.reader = reader;
    this.plan = plan;
    this.parallel = parallel;
    this.threads =
        Executors.newFixedThreadPool(
            parallel,
            work -> {
              Thread thread = new Thread(work, "read-ahead");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Takes the tiles of a plan, one after the other. */
  @FunctionalInterface
  public interface Taker {
    /** Takes a tile; the array becomes the taker's. */
    void take(Tile tile, byte[] bytes) throws IOException;
  }

  @Override
  public byte[] read(Tile tile) throws IOException {
    Reading first = first();
    if (first == null || !first.tile().equals(tile)) {
      return reader.read(tile);
    }
    readings.remove();
    return result(first.bytes());
  }

  /** Gives all tiles that the plan still has, in its order. */
  public void forEach(Taker taker) throws IOException {
    for (Reading first = first(); first != null; first = first()) {
      readings.remove();
      taker.take(first.tile(), result(first.bytes()));
    }
  }

  private @Nullable Reading first() {
    while (readings.size() < parallel && plan.hasNext()) {
      Tile ahead = plan.next();
      readings.add(new Reading(ahead, threads.submit(() -> reader.read(ahead))));
    }
    return readings.peek();
  }

  private static byte[] result(Future<byte[]> bytes) throws IOException {
    try {
      return bytes.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Stops reading. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
