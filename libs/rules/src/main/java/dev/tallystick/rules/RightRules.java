package dev.tallystick.rules;

import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.State;
import java.time.Instant;
import java.util.Optional;

/** Whether a right may be asked for in somebody's name, and how it may be refused. */
public final class RightRules {
  private static final String REASONS = "R44";
  private static final String KINSHIP = "R49";
  private static final String NEXT_OF_KIN = "NEXT_OF_KIN";

  private RightRules() {}

  /**
   * Judges a request. Next of kin act on evidence, and not against the person's own wish.
   *
   * @param by who asks: {@code SELF}, {@code NEXT_OF_KIN} or another representative
   * @param contraryWish whether the person had said that no kin shall act
   * @throws PackMissingException if the pack in force is not on the shelf
   */
  public static Verdict request(
      State state,
      String by,
      boolean evidence,
      boolean contraryWish,
      Instant instant,
      PackShelf shelf) {
    Optional<Findings> begun = Findings.begin(state, instant, shelf);
    if (begun.isEmpty()) {
      return RefusalsWithoutRules.verdictWithoutPack();
    }
    boolean self = by.equals("SELF");
    begun.get().require(self || evidence, KINSHIP);
    begun.get().require(!by.equals(NEXT_OF_KIN) || !contraryWish, KINSHIP);
    return begun.get().verdict(1);
  }

  /**
   * Judges a refusal: it says why, and where to complain.
   *
   * @throws PackMissingException if the pack in force is not on the shelf
   */
  public static Verdict refusal(
      State state, String reason, String route, Instant instant, PackShelf shelf) {
    Optional<Findings> begun = Findings.begin(state, instant, shelf);
    if (begun.isEmpty()) {
      return RefusalsWithoutRules.verdictWithoutPack();
    }
    begun.get().require(!reason.isBlank() && !route.isBlank(), REASONS);
    return begun.get().verdict(1);
  }
}
