package dev.tallystick.consent.state;

import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;

/**
 * Hears of each entry right after the state has taken it, from the first one of the log on at every
 * start.
 *
 * <p>Implementers must keep: return at once and never throw, since the state of all decisions waits
 * for it; what takes time is done elsewhere, and does not mind being told of an entry again.
 */
public interface StateListener {
  /** An entry was taken. */
  void taken(LoggedEvent event, State after);
}
