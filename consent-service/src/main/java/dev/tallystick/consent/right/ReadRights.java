package dev.tallystick.consent.right;

import dev.tallystick.consent.state.LiveState;
import dev.tallystick.party.ExplanationStatement;
import dev.tallystick.party.InvalidStatementException;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person has asked for, under each token that is theirs, and what they were told. */
@Singleton
class ReadRights {
  private final RightProjection rights;
  private final RightExplanationRepository explanations;
  private final LiveState state;

  ReadRights(RightProjection rights, RightExplanationRepository explanations, LiveState state) {
    this.rights = rights;
    this.explanations = explanations;
    this.state = state;
  }

  /** The oldest first. */
  RightsJson of(String subject) {
    List<RightProjection.Right> mine =
        state.current().tokensOf(subject).stream()
            .flatMap(token -> rights.of(token).stream())
            .sorted(Comparator.comparingLong(RightProjection.Right::index))
            .toList();
    Map<String, String> signed =
        explanations.signed(mine.stream().map(RightProjection.Right::id).toList());
    return new RightsJson(
        mine.stream()
            .map(
                right ->
                    RightJson.of(
                        right, Optional.ofNullable(signed.get(right.id())).map(ReadRights::said)))
            .toList());
  }

  private static RightJson.Said said(String jws) {
    try {
      return new RightJson.Said(ExplanationStatement.claimedText(jws), jws);
    } catch (InvalidStatementException e) {
      throw new IllegalStateException("what was kept is no explanation", e);
    }
  }
}
