package dev.tallystick.audit.index;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot that this process answers from: that of the newest root it has seen in the log. It
 * is written by the one thread that follows, and read by any.
 */
public final class IndexSnapshots {
  private volatile @Nullable IndexSnapshot newest;

  /** The newest snapshot; empty before the first root, and at start. */
  public Optional<IndexSnapshot> newest() {
    return Optional.ofNullable(newest);
  }

  void publish(IndexSnapshot snapshot) {
    newest = snapshot;
  }
}
