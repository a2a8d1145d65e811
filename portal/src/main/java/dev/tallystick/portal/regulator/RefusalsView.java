package dev.tallystick.portal.regulator;

import java.util.List;
import java.util.Optional;

/**
 * What was refused in some days.
 *
 * @param sums what it comes to, in one sentence
 * @param byRule how often by which rule, the most first
 * @param byParty how often whom
 * @param lines each refusal, the newest first
 * @param next the address of the page with later ones
 */
public record RefusalsView(
    String sums, List<Count> byRule, List<Count> byParty, List<Line> lines, Optional<String> next) {
  /** Copies the lists. */
  public RefusalsView {
    byRule = List.copyOf(byRule);
    byParty = List.copyOf(byParty);
    lines = List.copyOf(lines);
  }

  /**
   * How often.
   *
   * @param why the code of the refusal, readable; empty for a party
   * @param address the page that shows these alone
   */
  public record Count(String key, String why, String count, String address) {}

  /** A refusal. */
  public record Line(
      String when,
      String who,
      String from,
      String to,
      String rule,
      String why,
      String label,
      String count,
      String index) {}
}
