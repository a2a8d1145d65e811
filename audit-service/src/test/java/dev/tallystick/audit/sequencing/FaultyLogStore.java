package dev.tallystick.audit.sequencing;

import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStore;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.LoggedEntry;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventId;
import dev.tallystick.tlog.TreeBatch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A real store in which the next call of one step fails, before it is carried out or after. */
final class FaultyLogStore implements LogStore {
  /** The steps of a batch. */
  enum Step {
    BEGIN,
    WRITE,
    READ_BACK,
    ADVANCE,
    COMMIT
  }

  /** Whether the failing step takes effect first. */
  enum Moment {
    BEFORE,
    AFTER
  }

  private final LogStore store;
  private @Nullable Step step;
  private @Nullable Moment moment;

  FaultyLogStore(LogStore store) {
    this.store = store;
  }

  void failNext(Step failing, Moment when) {
    step = failing;
    moment = when;
  }

  private <T extends @Nullable Object> T run(Step current, Supplier<T> action) {
    if (current != step) {
      return action.get();
    }
    step = null;
    Object effect = moment == Moment.AFTER ? action.get() : "none";
    throw new LogStoreException("made to fail: " + moment + " " + current + ", effect " + effect);
  }

  @Override
  public LogTransaction begin(LookUp lookUp) {
    AtomicReference<@Nullable LogTransaction> begun = new AtomicReference<>();
    try {
      return run(
          Step.BEGIN,
          () -> {
            LogTransaction transaction = store.begin(lookUp);
            begun.set(transaction);
            return new FaultyTransaction(transaction);
          });
    } catch (LogStoreException e) {
      LogTransaction transaction = begun.get();
      if (transaction != null) {
        transaction.close();
      }
      throw e;
    }
  }

  /** A transaction at a database whose clock shows this time. */
  static LogTransaction withStoreMillis(LogTransaction transaction, long storeMillis) {
    return new FaultyLogStore(lookUp -> transaction).new FaultyTransaction(transaction) {
      @Override
      public long storeMillis() {
        return storeMillis;
      }
    };
  }

  private class FaultyTransaction implements LogTransaction {
    private final LogTransaction transaction;

    FaultyTransaction(LogTransaction transaction) {
      this.transaction = transaction;
    }

    @Override
    public LogState state() {
      return transaction.state();
    }

    @Override
    public long storeMillis() {
      return transaction.storeMillis();
    }

    @Override
    public Map<EventId, LoggedEntry> logged() {
      return transaction.logged();
    }

    @Override
    public Map<String, Long> guardVersions() {
      return transaction.guardVersions();
    }

    @Override
    public void write(List<StoredEntry> rows) {
      run(Step.WRITE, nothing(() -> transaction.write(rows)));
    }

    @Override
    public List<StoredEntry> readBack(List<StoredEntry> written) {
      return run(Step.READ_BACK, () -> transaction.readBack(written));
    }

    @Override
    public void advance(
        LogState next, TreeBatch tree, List<StoredEntry> rows, Map<String, Long> guards) {
      run(Step.ADVANCE, nothing(() -> transaction.advance(next, tree, rows, guards)));
    }

    @Override
    public void commit() {
      run(Step.COMMIT, nothing(transaction::commit));
    }

    @Override
    public void close() {
      transaction.close();
    }
  }

  private static Supplier<@Nullable Void> nothing(Runnable action) {
    return () -> {
      action.run();
      return null;
    };
  }
}
