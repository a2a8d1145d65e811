package dev.tallystick.rules;

import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.State;
import java.time.Instant;
import java.util.Optional;

/** Whether a bureau that closes may do away with what it holds. */
public final class ExitRules {
  private static final String EXIT = "R09";

  private ExitRules() {}

  /**
   * Judges a destruction on leaving the market; another one needs no approval.
   *
   * @param approved whether the regulator has approved the exit
   * @throws PackMissingException if the pack in force is not on the shelf
   */
  public static Verdict destruction(
      State state, boolean approved, Instant instant, PackShelf shelf) {
    Optional<Findings> begun = Findings.begin(state, instant, shelf);
    if (begun.isEmpty()) {
      return RefusalsWithoutRules.verdictWithoutPack();
    }
    begun.get().require(approved, EXIT);
    return begun.get().verdict(1);
  }
}
