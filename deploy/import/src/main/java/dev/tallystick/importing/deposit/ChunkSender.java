package dev.tallystick.importing.deposit;

import dev.tallystick.events.CanonicalJson;
import dev.tallystick.events.JsonObject;
import dev.tallystick.importing.lines.LineSink;
import dev.tallystick.party.Deposit;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Gathers lines into chunks and deposits them one after the other, passing over those that an
 * earlier run has had logged. What is in memory is one chunk.
 *
 * <p>A chunk whose answer is lost is sent again at its place, where it is the same chunk; so a
 * service that is away for a while costs nothing but time.
 */
public final class ChunkSender implements LineSink {
  private static final int MOST_LINES = 5_000;
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int TRIES = 8;
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
  public void take(JsonObject line, long rows)
      throws IOException, InterruptedException, RefusedException {
    if (toPass > 0) {
      toPass--;
      offset++;
      return;
    }
    lines.add(line);
    bytes += CanonicalJson.messageBytes(line).length;
    if (lines.size() == MOST_LINES || bytes >= MOST_BYTES) {
      send();
    }
  }

  /** Deposits what is left, and tells what became of all. */
  public Deposited finish() throws IOException, InterruptedException, RefusedException {
    if (!lines.isEmpty()) {
      send();
    }
    return deposited;
  }

  /** What has become of the lines so far. */
  public Deposited deposited() {
    return deposited;
  }

  private void send() throws IOException, InterruptedException, RefusedException {
    for (int tried = 1; !sent(tried); tried++) {
      Thread.sleep(pause.multipliedBy(tried).toMillis());
    }
    offset += lines.size();
    lines.clear();
    bytes = 0;
  }

  /** Whether the chunk is logged; if not, it is worth another try. */
  private boolean sent(int tried) throws IOException, InterruptedException, RefusedException {
    try {
      Deposit deposit = depositor.deposit(offset, List.copyOf(lines));
      deposited.add(deposit);
      return true;
    } catch (RefusedException e) {
      if (e.code().equals(SIGNED)) {
        // An earlier try has signed it, and its answer was lost.
        if (depositor.logged() >= offset + lines.size()) {
          deposited.addEarlier(lines.size());
          return true;
        }
      } else if (e.status() != BUSY && e.status() != TOO_MANY && !AGAIN.contains(e.code())) {
        throw e;
      }
      if (tried == TRIES) {
        throw e;
      }
      return false;
    } catch (IOException e) {
      if (tried == TRIES) {
        throw e;
      }
      return false;
    }
  }
}
