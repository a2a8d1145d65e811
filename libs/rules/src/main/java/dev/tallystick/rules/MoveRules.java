package dev.tallystick.rules;

import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.Licence;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import dev.tallystick.rules.state.Suspension;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Whether a consent may go to another bureau. The new one is judged like any other, and the bureau
 * must be able to act on it now: a consent that helps nobody must not end one that does.
 */
public final class MoveRules {
  private static final String PARTY = "PARTY";
  private static final String LICENSED = "R02";
  private static final String SUSPENDED = "R53";
  private static final String BUREAU = "BUREAU";

  private MoveRules() {}

  /**
   * What is moved where.
   *
   * @param ended the consent that ends by it
   * @param bureau who takes over
   */
  public record Move(String ended, String bureau) {}

  /**
   * Judges the consent that takes another one's place.
   *
   * @param draft the new consent
   * @param move what it comes of; the verdict rests on the consent that ends
   * @throws PackMissingException if the pack in force is not on the shelf
   */
  public static Verdict check(
      State state, ConsentDraft draft, Move move, Instant instant, PackShelf shelf) {
    Optional<Findings> begun = Findings.begin(state, instant, shelf);
    if (begun.isEmpty()) {
      return RefusalsWithoutRules.verdictWithoutPack();
    }
    Findings findings = begun.get();
    findings.restOn(GuardKeys.consent(move.ended()));
    findings.restOn(GuardKeys.party(move.bureau()));
    Optional<Party> party = state.party(move.bureau());
    long now = instant.toEpochMilli();
    findings.require(party.flatMap(Party::role).filter(BUREAU::equals).isPresent(), PARTY);
    findings.require(party.filter(p -> isLicensed(findings, p, now)).isPresent(), LICENSED);
    findings.require(
        party.filter(p -> p.isSuspendedAt(now, List.of(Suspension.ALL, "QUERY"))).isEmpty(),
        SUSPENDED);
    return ConsentRules.verdict(findings, draft, instant);
  }

  private static boolean isLicensed(Findings findings, Party party, long now) {
    for (Licence licence : party.licences()) {
      if (licence.isValidAt(now)
          && !Collections.disjoint(licence.scope(), findings.pack().licenceScopes())) {
        return true;
      }
    }
    return false;
  }
}
