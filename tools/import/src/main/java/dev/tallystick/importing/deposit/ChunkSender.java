package dev.tallystick.importing.deposit;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.importing.lines.LineSink;
import dev.tallystick.party.Deposit;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Gathers lines into chunks and deposits them one after the other, passing over those that an
 * earlier run has had logged. While one chunk is on its way the next one is gathered: that is what
 * is in memory.
 *
 * <p>A chunk whose answer is lost is sent again at its place, where it is the same chunk; so a
 * service that is away for a while costs nothing but time.
 */
public final class ChunkSender implements LineSink, AutoCloseable {
  private static final int MOST_LINES = 5_000;
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int TRIES = 8;

  /** Whoever is told to come back later than that is told so, instead of waiting in silence. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private static final int BUSY = 503;
  private static final int TOO_MANY = 429;

  /** Refusals after which the same chunk, sent again, goes through or is found logged. */
  private static final Set<String> AGAIN =
      Set.of("IDEMPOTENCY_KEY_IN_USE", "CHUNK_LAPSED", "CHUNK_UNKNOWN", "DECISION_OVERTAKEN");

  private static final String SIGNED = "CHUNK_SIGNED";

  private final Depositor depositor;
  private final Duration pause;
  private final Deposited deposited = new Deposited();
  private final List<JsonObject> lines = new ArrayList<>();

  /** How long the vault has last asked to be left alone; the sending thread's own. */
  private Duration asked = Duration.ZERO;

  private final ExecutorService thread = Executors.newSingleThreadExecutor(ChunkSender::daemon);
  private @Nullable Future<?> onItsWay;
  private long bytes;
  private long offset;
  private long toPass;

  /**
   * A sender that goes on where the import stands.
   *
   * @param pause before a chunk is sent again; longer each time
   */
  public ChunkSender(Depositor depositor, Duration pause)
      throws IOException, InterruptedException, RefusedException {
    this.depositor = depositor;
    this.pause = pause;
    this.toPass = depositor.logged();
    deposited.addEarlier(toPass);
  }

  @Override
  public void take(JsonObject line, long rows, long at)
      throws IOException, InterruptedException, RefusedException {
    if (toPass > 0) {
      toPass--;
      offset++;
      return;
    }
    lines.add(line);
    bytes += CanonicalJson.messageBytes(line).length;
    if (lines.size() == MOST_LINES || bytes >= MOST_BYTES) {
      handOver();
    }
  }

  /** Deposits what is left, and tells what became of all. */
  public Deposited finish() throws IOException, InterruptedException, RefusedException {
    if (!lines.isEmpty()) {
      handOver();
    }
    awaitLast();
    return deposited;
  }

  /** Ends it; what is on its way may be logged or not, and another run finds out. */
  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void handOver() throws IOException, InterruptedException, RefusedException {
    awaitLast();
    List<JsonObject> chunk = List.copyOf(lines);
    long place = offset;
    onItsWay =
        thread.submit(
            () -> {
              send(place, chunk);
              return place;
            });
    offset += chunk.size();
    lines.clear();
    bytes = 0;
  }

  /** Waits until nothing is on its way; what ended it ends the import. */
  private void awaitLast() throws IOException, InterruptedException, RefusedException {
    Future<?> pending = onItsWay;
    onItsWay = null;
    if (pending == null) {
      return;
    }
    try {
      pending.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RefusedException refused) {
        throw refused;
      }
      if (cause instanceof IOException failed) {
        throw failed;
      }
      throw new IllegalStateException("a chunk could not be sent", cause);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "chunks");
    thread.setDaemon(true);
    return thread;
  }

  private void send(long place, List<JsonObject> chunk)
      throws IOException, InterruptedException, RefusedException {
    for (int tried = 1; !sent(place, chunk, tried); tried++) {
      Duration own = pause.multipliedBy(tried);
      Thread.sleep((asked.compareTo(own) > 0 ? asked : own).toMillis());
    }
  }

  /** Whether the chunk is logged; if not, it is worth another try. */
  private boolean sent(long place, List<JsonObject> chunk, int tried)
      throws IOException, InterruptedException, RefusedException {
    asked = Duration.ZERO;
    try {
      Deposit deposit = depositor.deposit(place, chunk);
      deposited.add(deposit);
      return true;
    } catch (RefusedException e) {
      if (e.code().equals(SIGNED)) {
        // An earlier try has signed it, and its answer was lost.
        if (depositor.logged() >= place + chunk.size()) {
          deposited.addEarlier(chunk.size());
          return true;
        }
      } else if (e.status() != BUSY && e.status() != TOO_MANY && !AGAIN.contains(e.code())) {
        throw e;
      }
      if (tried == TRIES || e.retryAfter().orElse(Duration.ZERO).compareTo(LONGEST_WAIT) > 0) {
        throw e;
      }
      asked = e.retryAfter().orElse(Duration.ZERO);
      return false;
    } catch (IOException e) {
      if (tried == TRIES) {
        throw e;
      }
      return false;
    }
  }
}
