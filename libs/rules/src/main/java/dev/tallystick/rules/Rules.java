package dev.tallystick.rules;

import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.State;
import java.time.Instant;

/**
 * The decision itself: a pure function of the state, the request, the instant and the packs.
 *
 * <p>A permit names the guard of every fact that could turn it into a refusal, the absent ones at
 * version 0, and the times between which it holds. Nothing about a person is refused before the
 * caller's own consent has been found, so a refusal tells nobody what there is about whom.
 */
public final class Rules {
  private Rules() {}

  /**
   * Decides.
   *
   * @throws PackMissingException if the pack in force is not on the shelf
   */
  public static Decision decide(
      State state, DecisionRequest request, Instant instant, PackShelf shelf) {
    return Evaluation.decide(state, request, instant, shelf);
  }

  /** Decides by a pack, whether it is in force or not: what would have been, or would be. */
  public static Decision decideBy(
      Pack pack, State state, DecisionRequest request, Instant instant) {
    return Evaluation.decideBy(pack, state, request, instant);
  }
}
