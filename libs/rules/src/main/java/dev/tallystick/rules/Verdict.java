package dev.tallystick.rules;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the rules say of something handed in: a consent, an agreement, a share.
 *
 * @param refusal why it is refused, if it is
 * @param missing what it should have said and did not
 * @param ruleIds every rule that refuses it, in order; the first is the refusal's
 * @param guards what it rests on if it is accepted
 * @param version the version it would have
 * @param pack the pack that judged
 */
public record Verdict(
    Optional<Decision.Refusal> refusal,
    List<String> missing,
    List<String> ruleIds,
    SortedMap<String, Long> guards,
    long version,
    Optional<String> pack) {

  public boolean isAccepted() {
    return refusal.isEmpty();
  }
}
