package dev.tallystick.tally.log;

import dev.tallystick.tlog.Tile;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The tiles of a plan that a mirror does not have yet. */
public final class MissingTiles implements Iterator<Tile> {
  private final Iterator<Tile> plan;
  private final MirrorFolder mirror;
  private final ReadingProgress progress;
  private @Nullable Tile next;

  /** Leaves out of the plan what is in the folder, and counts it as done. */
  public MissingTiles(Iterator<Tile> plan, MirrorFolder mirror, ReadingProgress progress) {
    this.plan = plan;
    this.mirror = mirror;
    this.progress = progress;
  }

  @Override
  public boolean hasNext() {
    while (next == null && plan.hasNext()) {
      Tile tile = plan.next();
      if (mirror.has(tile)) {
        progress.passed(tile);
      } else {
        next = tile;
      }
    }
    return next != null;
  }

  @Override
  public Tile next() {
    Tile tile = hasNext() ? next : null;
    if (tile == null) {
      throw new NoSuchElementException();
    }
    next = null;
    return tile;
  }
}
