package dev.tallystick.producer;

import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LogUnavailableException.Reason;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileTree;
import dev.tallystick.tlog.TlogException;
import dev.tallystick.tlog.VerifiedCheckpoint;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the log was at an earlier size, proved by its tiles against a checkpoint that it has signed.
 * For whoever keeps something that was made of the log's first entries. Thread-safe.
 */
public final class LogHistory {
  private static final String TEXT = "text/plain";
  private static final String BYTES = "application/octet-stream";

  private final LogConnection log;

  LogHistory(LogConnection log) {
    this.log = log;
  }

  /**
   * The checkpoint of an earlier size, unsigned but proved; empty while the newest that is
   * published is smaller.
   *
   * @throws LogUnavailableException if the log does not answer, or what it answers proves nothing
   */
  public Optional<Checkpoint> at(long size) throws LogUnavailableException {
    Checkpoint published = published();
    if (size < 1 || published.size() < size) {
      return Optional.empty();
    }
    try {
      Hash root = new TileTree(this::tile, size).root();
      Checkpoint earlier = new Checkpoint(published.origin(), size, root);
      if (proof(published, size).proves(earlier, published)) {
        return Optional.of(earlier);
      }
      throw unavailable("its tiles do not make the published root", null);
    } catch (IOException e) {
      throw unavailable("its tiles could not be read", e);
    }
  }

  /**
   * Whether the log begins with the entries of an earlier checkpoint. No, too, if the log is
   * shorter by now than it was.
   *
   * @throws LogUnavailableException if the log does not answer
   */
  public boolean beginsWith(Checkpoint earlier) throws LogUnavailableException {
    Checkpoint published = published();
    if (earlier.size() < 1 || earlier.size() > published.size()) {
      return false;
    }
    try {
      return proof(published, earlier.size()).proves(earlier, published);
    } catch (IOException e) {
      throw unavailable("its tiles could not be read", e);
    }
  }

  private ConsistencyProof proof(Checkpoint published, long size) throws IOException {
    return new TileTree(this::tile, published.size()).consistencyProof(size);
  }

  private byte[] tile(Tile tile) throws IOException {
    try {
      return log.http().get("/log/" + tile.path(), BYTES).bytes();
    } catch (RemoteProblem | ServiceAwayException e) {
      throw new IOException("no " + tile.path(), e);
    }
  }

  private Checkpoint published() throws LogUnavailableException {
    try {
      String note = log.http().get("/log/checkpoint", TEXT).text();
      return VerifiedCheckpoint.verify(SignedNote.parse(note), log.key()).checkpoint();
    } catch (RemoteProblem | ServiceAwayException e) {
      throw unavailable("it gives no checkpoint", e);
    } catch (TlogException e) {
      throw unavailable("its checkpoint does not hold", e);
    }
  }

  private static LogUnavailableException unavailable(String why, @Nullable Exception cause) {
    return new LogUnavailableException(Reason.NO_ANSWER, false, why, cause);
  }
}
