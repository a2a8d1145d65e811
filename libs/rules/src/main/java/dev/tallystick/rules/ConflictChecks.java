package dev.tallystick.rules;

import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.Side;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.Release;
import java.util.Optional;

/**
 * Whether data of a platform would reach a recipient that a rival of this platform controls, which
 * also owns a part of the bureau. A person who was told so may agree all the same.
 */
final class ConflictChecks {
  /** What a notice tells when it names the conflict. */
  private static final String TOLD = "CONFLICT";

  private ConflictChecks() {}

  static Optional<PackRule> conflict(Evaluation e, PackRule rule) {
    for (Release parent : e.parents()) {
      if (isInConflict(e, parent.from()) && !isTold(e)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private static boolean isInConflict(Evaluation e, String source) {
    Ownership graph = new Ownership(e.evidence()::party);
    String to = e.side(Side.TO);
    for (Ownership.Stake stake : graph.ownersOf(e.from())) {
      boolean rival =
          !stake.holder().equals(source)
              && stake.basisPoints() >= e.pack().approvalFromBasisPoints()
              && isRival(e, stake.holder());
      if (rival
          && (stake.holder().equals(to)
              || graph.shareOf(stake.holder(), to) >= e.pack().controlFromBasisPoints())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRival(Evaluation e, String holder) {
    return e.evidence()
        .party(holder)
        .flatMap(Party::role)
        .filter(role -> e.pack().rivalRoles().contains(role))
        .isPresent();
  }

  private static boolean isTold(Evaluation e) {
    return e.consent().filter(consent -> consent.told().contains(TOLD)).isPresent();
  }
}
