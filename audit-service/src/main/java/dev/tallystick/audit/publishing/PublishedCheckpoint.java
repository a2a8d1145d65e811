package dev.tallystick.audit.publishing;

import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.storage.LogHead;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.StateTable;
import dev.tallystick.tlog.SignedNote;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint that the public sees. It moves once a second at most, so that many readers see one
 * size and caches help; the answer to an append carries a newer one.
 */
@Singleton
public final class PublishedCheckpoint {
  private final StateTable states;
  private final CheckpointSigner signer;
  private final LogHead head;
  private volatile @Nullable Published published;

  /** A committed state and the note over it. */
  public record Published(LogState state, SignedNote note) {}

  PublishedCheckpoint(StateTable states, CheckpointSigner signer, LogHead head) {
    this.states = states;
    this.signer = signer;
    this.head = head;
  }

  /** Publishes the committed state, whichever replica wrote it. */
  @Scheduled(every = "1s", delayed = "0s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void publish() {
    head.read(states::find)
        .ifPresent(
            state -> {
              Published last = published;
              if (last == null || state.size() > last.state.size()) {
                published = new Published(state, signer.sign(state));
              }
            });
  }

  /** The published note; the first one is made on demand. */
  public SignedNote note() {
    return current().note;
  }

  /** The published state. */
  public LogState state() {
    return current().state;
  }

  /**
   * The published checkpoint, or, if that is smaller than the size asked for, one of the newest
   * committed state.
   *
   * @throws NotPublishedYet if the log has not come so far, as far as this process can see
   */
  public Published atLeast(long size) {
    Published now = published;
    if (now != null && now.state.size() >= size) {
      return now;
    }
    LogState state = head.read(states::find).orElseThrow(NotPublishedYet::new);
    if (state.size() < size) {
      throw new NotPublishedYet();
    }
    return new Published(state, signer.sign(state));
  }

  private Published current() {
    Published now = published;
    if (now == null) {
      throw new NotPublishedYet();
    }
    return now;
  }
}
