package dev.tallystick.audit.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far this process has seen the log come, and what keeps it from going on, if anything.
 *
 * <p>A database that went back in time is not signed a second history for. What it is compared with
 * is the largest state that this process has seen, and what others hold signed: the mark beside the
 * key, and the witnesses. A commit whose outcome is unknown is not signed for either, until a later
 * one is confirmed.
 *
 * <p>Thread-safe.
 */
public final class LogHead {
  private static final String NOTHING_SIGNED =
      ": restore the newer database, see docs/operations/restore.md; nothing is signed meanwhile";

  private volatile Known known = new Known(null, List.of());
  private volatile @Nullable String failure = "not read yet";
  private volatile @Nullable String refusal;
  private volatile @Nullable String halt;
  private volatile @Nullable String unconfirmed;
  private volatile long confirmedSize;
  private volatile boolean hasStandby;

  /** What a state is compared with. */
  private record Known(@Nullable LogState newest, List<SignedSize> signed) {}

  /** The newest committed state, absent until it has been read once. */
  public Optional<LogState> newest() {
    return Optional.ofNullable(known.newest);
  }

  /** What is wrong, absent while the log can be written. */
  public Optional<String> failure() {
    return refusal().or(() -> Optional.ofNullable(failure));
  }

  /** Why nothing may be signed, absent while it may. */
  public Optional<String> refusal() {
    return Optional.ofNullable(halt)
        .or(() -> Optional.ofNullable(refusal))
        .or(() -> Optional.ofNullable(unconfirmed));
  }

  /**
   * Refuses while nothing may be signed.
   *
   * @throws LogStoreException with the reason
   */
  public void requireSignable() {
    refusal()
        .ifPresent(
            reason -> {
              throw new LogStoreException(reason);
            });
  }

  /** Somebody holds this size signed: from now on no smaller state is accepted. */
  public synchronized void hold(SignedSize signed) {
    List<SignedSize> all = new ArrayList<>(known.signed);
    all.removeIf(earlier -> earlier.source().equals(signed.source()));
    all.add(signed);
    known = new Known(known.newest, List.copyOf(all));
  }

  /** This process signs nothing any more: the database is not the one that was signed for. */
  public void halt(String reason) {
    halt = reason + NOTHING_SIGNED;
  }

  /** The log has reached {@code state}; nothing is wrong. */
  public synchronized void reached(LogState state) {
    checkExtends(state);
    LogState newest = known.newest;
    if (newest == null || state.size() > newest.size()) {
      known = new Known(state, known.signed);
    }
    failure = null;
  }

  /** Something keeps the log from being written. */
  public void failing(String reason) {
    failure = reason;
  }

  /** A commit may have been carried out here without being safe: nothing is signed for it. */
  public void unconfirmed(String reason) {
    unconfirmed = reason;
  }

  /** Whether a commit must be confirmed before anything is signed. */
  public boolean isUnconfirmed() {
    return unconfirmed != null;
  }

  /** A commit that includes this size, and all before it, has been confirmed. */
  public synchronized void confirmed(long size) {
    confirmedSize = Math.max(confirmedSize, size);
    unconfirmed = null;
  }

  /** Whether the database confirms commits only when a standby has them. */
  public void standby(boolean isNamed) {
    hasStandby = isNamed;
  }

  /**
   * Whether a state of this size, read from the database, may be signed as it is. With a standby a
   * state can be seen here that the standby never got, so only what this process has had confirmed.
   */
  boolean isConfirmed(long size) {
    return !hasStandby || size <= confirmedSize;
  }

  /**
   * Reads a state outside the log's lock. What is committed while it is being read is no
   * contradiction, so it is compared with what was known when the read began.
   *
   * @throws LogStoreException if the database has lost entries that may have been signed
   */
  public Optional<LogState> read(Supplier<Optional<LogState>> reader) {
    Known before = known;
    Optional<LogState> state = reader.get();
    state.ifPresent(found -> checkExtends(before, found));
    return state;
  }

  /**
   * Refuses a state, read under the log's lock, that lies before one this process has already seen
   * committed, or that others hold signed.
   *
   * @throws LogStoreException if the database has lost entries that may have been signed
   */
  public void checkExtends(LogState state) {
    checkExtends(known, state);
    refusal = null;
    if (halt != null) {
      requireSignable();
    }
  }

  private void checkExtends(Known held, LogState state) {
    LogState newest = held.newest;
    if (newest != null) {
      checkExtends(
          new SignedSize(newest.size(), Optional.of(newest.root()), "has been seen committed"),
          state);
    }
    held.signed.forEach(signed -> checkExtends(signed, state));
  }

  private void checkExtends(SignedSize signed, LogState state) {
    boolean isBehind = state.size() < signed.size();
    boolean isOther =
        state.size() == signed.size()
            && signed.root().filter(root -> !root.equals(state.root())).isPresent();
    if (isBehind || isOther) {
      String reason =
          "the database is at size %d%s, but size %d %s"
                  .formatted(
                      state.size(),
                      isOther ? " with another root" : "",
                      signed.size(),
                      signed.source())
              + NOTHING_SIGNED;
      refusal = reason;
      throw new LogStoreException(reason);
    }
  }
}
