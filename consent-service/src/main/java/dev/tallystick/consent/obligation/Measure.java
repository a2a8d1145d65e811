package dev.tallystick.consent.obligation;

import dev.tallystick.rules.state.Agreement;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.Plan;
import dev.tallystick.rules.state.State;

/** What in the log shows that a party has done its duty, so that it is not for the party to say. */
final class Measure {
  private Measure() {}

  /** Where the party stands by what the log holds of it. */
  static ObligationStatus of(String measure, State state, String party, long millis) {
    return state.party(party).filter(one -> isMet(measure, state, one, millis)).isPresent()
        ? ObligationStatus.DONE
        : ObligationStatus.NOT_STARTED;
  }

  private static boolean isMet(String measure, State state, Party party, long millis) {
    return switch (measure) {
      case "LICENCE" -> party.licences().stream().anyMatch(one -> one.isValidAt(millis));
      case "PLAN" -> party.planAt(Plan.COLLECTION, millis).isPresent();
      case "ASSESSMENT" ->
          party.assessments().stream()
              .anyMatch(one -> one.isFor(one.fromRole(), one.toRole(), millis));
      case "AGREEMENT" ->
          party.agreements().stream()
              .flatMap(id -> state.agreement(id).stream())
              .anyMatch((Agreement one) -> one.isInForceAt(millis));
      default -> false;
    };
  }
}
