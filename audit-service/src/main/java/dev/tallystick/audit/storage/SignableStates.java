package dev.tallystick.audit.storage;

import java.util.Optional;

/**
 * The committed state as it may be signed: no smaller than what was signed before, and, where the
 * database has a synchronous standby, confirmed by it.
 *
 * <p>A state can be read that the standby does not have: the server was started again while a
 * commit was waiting, or somebody cancelled the wait. Before such a state is signed, one more
 * commit is waited for; the standby that has it has all before it. Blocks on the database;
 * thread-safe.
 */
public final class SignableStates {
  private final LogStateRepository states;
  private final LogHead head;

  /** Reads the service's own database. */
  public SignableStates(LogStateRepository states, LogHead head) {
    this.states = states;
    this.head = head;
  }

  /**
   * The newest state, absent before the log has begun.
   *
   * @throws LogStoreException if it cannot be read or must not be signed
   */
  public Optional<LogState> newest() {
    Optional<LogState> read = head.read(states::find);
    if (read.isEmpty() || head.isConfirmed(read.get().size())) {
      return read;
    }
    Optional<LogState> confirmed = head.read(() -> Optional.of(states.confirm()));
    confirmed.ifPresent(state -> head.confirmed(state.size()));
    return confirmed;
  }
}
