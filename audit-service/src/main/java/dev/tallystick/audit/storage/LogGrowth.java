package dev.tallystick.audit.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Wakes those who wait for entries of some types, when such an entry is committed. Of what another
 * process has committed only the size is known here, so it wakes everybody.
 *
 * <p>It says that it is worth looking, never what there is: whoever is woken reads the log. Who
 * waits for what is committed already is not kept waiting. Thread-safe.
 */
public final class LogGrowth {
  private final Map<Integer, Long> sizeWithType = new HashMap<>();
  private final Set<Waiting> waiting = new LinkedHashSet<>();
  private long known;
  private long sizeWithAnything;
  private boolean othersWrote;
  private volatile boolean isOver;

  private record Waiting(Set<Integer> types, CompletableFuture<Void> grown) {}

  /**
   * This process has committed a batch.
   *
   * @param from the size of the log before it
   * @param to the size of the log after it
   * @param types of its entries
   */
  public void committed(long from, long to, Collection<Integer> types) {
    List<Waiting> woken = new ArrayList<>();
    synchronized (this) {
      if (from > known) {
        // Another process has written what lies between. The next look tells those who wait: two
        // that write in turn would have everybody read at each batch.
        othersWrote = true;
      }
      for (int type : types) {
        long unused = sizeWithType.merge(type, to, Math::max);
      }
      known = Math.max(known, to);
      take(types, woken);
    }
    woken.forEach(one -> one.grown.complete(null));
  }

  /** The log has been looked at and has this size, whoever has made it so long. */
  public void seen(long size) {
    List<Waiting> woken = new ArrayList<>();
    synchronized (this) {
      if (size > known) {
        known = size;
        othersWrote = true;
      }
      if (othersWrote) {
        othersWrote = false;
        sizeWithAnything = known;
        take(Set.of(), woken);
      }
    }
    woken.forEach(one -> one.grown.complete(null));
  }

  /** Moves those who wait for one of these types; for none, those who wait for anything. */
  private void take(Collection<Integer> types, List<Waiting> woken) {
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting one = all.next();
      if (types.isEmpty() || types.stream().anyMatch(one.types::contains)) {
        woken.add(one);
        all.remove();
      }
    }
  }

  /**
   * What is completed when the log may have got an entry of one of these types beyond a size; at
   * once, if it may have one already. Whoever waits no longer cancels it.
   */
  public CompletableFuture<Void> beyond(long size, Collection<Integer> types) {
    Waiting one = new Waiting(Set.copyOf(types), new CompletableFuture<>());
    synchronized (this) {
      boolean isThere =
          isOver
              || sizeWithAnything > size
              || types.stream().anyMatch(type -> sizeWithType.getOrDefault(type, 0L) > size);
      if (isThere) {
        return CompletableFuture.completedFuture(null);
      }
      boolean unused = waiting.add(one);
      notifyAll();
    }
    CompletableFuture<Void> unused = one.grown.whenComplete((grown, given) -> forget(one));
    return one.grown;
  }

  private synchronized void forget(Waiting one) {
    boolean unused = waiting.remove(one);
  }

  /** The process is about to stop: nobody waits any more, now or later. */
  public void end() {
    List<Waiting> woken;
    synchronized (this) {
      isOver = true;
      woken = List.copyOf(waiting);
      waiting.clear();
    }
    woken.forEach(one -> one.grown.complete(null));
  }

  /** Whether waiting is over, since the process is about to stop. */
  public boolean isOver() {
    return isOver;
  }

  /** Returns when somebody waits. */
  public synchronized void awaitSomebody() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
  }
}
