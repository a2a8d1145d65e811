package dev.tallystick.rules;

import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.State;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a person may be asked for a consent: not again so soon after a no. */
public final class PromptRules {
  private PromptRules() {}

  /**
   * Judges a notice that is about to be shown.
   *
   * @throws PackMissingException if the pack in force is not on the shelf
   */
  public static Verdict check(
      State state,
      String subject,
      String recipient,
      String purpose,
      Instant instant,
      PackShelf shelf) {
    Optional<Findings> begun = Findings.begin(state, instant, shelf);
    if (begun.isEmpty()) {
      return RefusalsWithoutRules.verdictWithoutPack();
    }
    Findings findings = begun.get();
    Optional<Period> cooldown = findings.pack().promptCooldown();
    OptionalLong refused = state.lastRefusal(subject, recipient, purpose);
    if (cooldown.isPresent() && refused.isPresent()) {
      ZoneId zone = findings.pack().zone();
      Instant free =
          Instant.ofEpochMilli(refused.getAsLong()).atZone(zone).plus(cooldown.get()).toInstant();
      findings.require(!instant.isBefore(free), "R18");
    }
    return findings.verdict(0);
  }
}
