package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.tenancy.BureauId;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Tells readers of this process that wait that there is something for them. No thread waits. */
@Singleton
final class FeedItemNews {
  private final ConcurrentHashMap<Reader, Set<Waiting>> waiting = new ConcurrentHashMap<>();

  private record Reader(BureauId bureau, String lender) {}

  /** One wait of one reader. */
  final class Waiting {
    private final Reader reader;
    private final CompletableFuture<Boolean> told = new CompletableFuture<>();

    private Waiting(Reader reader) {
      this.reader = reader;
    }

    /** Completes when there is something new since the wait began, or may be. */
    CompletionStage<Boolean> told() {
      return told;
    }

    /** Nobody waits any more. */
    void end() {
      waiting.computeIfPresent(
          reader,
          (key, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }

  /** From now on the reader is told; {@link Waiting#end} it when nobody waits any more. */
  Waiting begin(BureauId bureau, String lender) {
    Waiting one = new Waiting(new Reader(bureau, lender));
    waiting.compute(
        one.reader,
        (key, others) -> {
          Set<Waiting> all = others == null ? ConcurrentHashMap.newKeySet() : others;
          all.add(one);
          return all;
        });
    return one;
  }

  /** There is something new for a lender. */
  void tell(BureauId bureau, String lender) {
    Set<Waiting> all = waiting.remove(new Reader(bureau, lender));
    if (all != null) {
      all.forEach(one -> one.told.complete(true));
    }
  }
}
