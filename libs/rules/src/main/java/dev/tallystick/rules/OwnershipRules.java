package dev.tallystick.rules;

import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.PackActivation;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a share may be recorded, and which owners are rivals of a source. */
public final class OwnershipRules {
  private OwnershipRules() {}

  /**
   * Judges a share: from the pack's threshold on it needs an approval.
   *
   * @throws PackMissingException if the pack in force is not on the shelf
   */
  public static Verdict check(State state, OwnershipDraft draft, Instant instant, PackShelf shelf) {
    Optional<Findings> begun = Findings.begin(state, instant, shelf);
    if (begun.isEmpty()) {
      return RefusalsWithoutRules.verdictWithoutPack();
    }
    Findings findings = begun.get();
    findings.restOn(GuardKeys.party(draft.held()));
    findings.restOn(GuardKeys.party(draft.holder()));
    boolean small = draft.basisPoints() < findings.pack().approvalFromBasisPoints();
    boolean approved = draft.approvalRef().filter(ref -> !ref.isBlank()).isPresent();
    findings.require(small || approved, "R62");
    findings.require(isRegistered(state, draft.held()), "PARTY");
    findings.require(isRegistered(state, draft.holder()), "PARTY");
    return findings.verdict(1);
  }

  private static boolean isRegistered(State state, String party) {
    return state.party(party).filter(Party::isRegistered).isPresent();
  }

  /**
   * The owners of a bureau, from the threshold on, directly or through others, that compete with
   * the source of what it reports: a conflict to be flagged, not a refusal.
   */
  public static List<Ownership.Stake> conflicts(
      State state, String bureau, String source, Instant instant, PackShelf shelf) {
    Optional<PackActivation> active = state.activePack(shelf.family(), instant.toEpochMilli());
    if (active.isEmpty()) {
      return List.of();
    }
    Pack pack = PackChoice.find(active.get(), shelf);
    return new Ownership(state)
        .ownersOf(bureau).stream()
            .filter(stake -> stake.basisPoints() >= pack.approvalFromBasisPoints())
            .filter(stake -> !stake.holder().equals(source))
            .filter(stake -> isRival(state, pack, stake.holder()))
            .toList();
  }

  private static boolean isRival(State state, Pack pack, String holder) {
    return state
        .party(holder)
        .flatMap(Party::role)
        .filter(role -> pack.rivalRoles().contains(role))
        .isPresent();
  }
}
