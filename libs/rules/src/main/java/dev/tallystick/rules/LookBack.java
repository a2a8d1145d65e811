package dev.tallystick.rules;

import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.state.Forgetting;
import dev.tallystick.rules.state.State;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far back decisions look, as the pack says, and what a state may forget for it.
 *
 * <p>A state that has forgotten cannot remember again, so a pack that looks back further may not
 * follow one that looks back less far ({@link #isNoLonger}).
 */
public final class LookBack {
  /** Clocks differ, and a decision may be made a little before the last entry. */
  private static final Duration MARGIN = Duration.ofDays(1);

  private LookBack() {}

  /**
   * The state without what no decision reads any more.
   *
   * @param pack the pack that decides
   * @param recordedMillis the log's time of the state's last entry
   */
  public static State forget(State state, Pack pack, long recordedMillis) {
    return new Forgetting(
            recordedMillis - MARGIN.toMillis(),
            millis(pack.releaseLookBack()),
            millis(pack.noticeLookBack()))
        .from(state);
  }

  private static OptionalLong millis(Optional<Duration> bound) {
    return bound.map(b -> OptionalLong.of(b.toMillis())).orElse(OptionalLong.empty());
  }

  /** Whether a pack looks back no further than the one before it. */
  public static boolean isNoLonger(Pack next, Pack before) {
    return isNoLonger(next.releaseLookBack(), before.releaseLookBack())
        && isNoLonger(next.noticeLookBack(), before.noticeLookBack());
  }

  private static boolean isNoLonger(Optional<Duration> next, Optional<Duration> before) {
    return before.isEmpty() || next.filter(bound -> bound.compareTo(before.get()) <= 0).isPresent();
  }
}
