package dev.tallystick.consent.state;

import dev.tallystick.rules.state.State;
import java.util.Map;

/**
 * The state after one entry, with what listeners keep in memory besides.
 *
 * @param kept by the listener's name
 */
record Moment(State state, Map<String, byte[]> kept) {}
