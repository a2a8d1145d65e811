package dev.tallystick.rules;

import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether the notice of a breach says what it has to say. */
public final class BreachRules {
  private static final String COMPLETE = "R55";

  private BreachRules() {}

  /**
   * Judges a notice: what happened to which data, what harm may come of it, and what is done about
   * it with whom to ask.
   *
   * @throws PackMissingException if the pack in force is not on the shelf
   */
  public static Verdict notice(State state, BreachDraft draft, Instant instant, PackShelf shelf) {
    Optional<Findings> begun = Findings.begin(state, instant, shelf);
    if (begun.isEmpty()) {
      return RefusalsWithoutRules.verdictWithoutPack();
    }
    Findings findings = begun.get();
    findings.requireAll(draft.missing(), List.of(), COMPLETE);
    return findings.verdict(1);
  }
}
