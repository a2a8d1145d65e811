package dev.tallystick.rules;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.state.ConsentRef;
import dev.tallystick.rules.state.Fee;
import dev.tallystick.rules.state.PartyKey;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The answer of the rules, with everything that it rests on.
 *
 * @param refusal why not; there exactly if the outcome is DENY
 * @param granted what is permitted; empty of a refusal, save the categories as asked for
 * @param ruleIds every rule evaluated, in order; of a refusal the last one refused
 * @param guards the version of every guard that the permit read; none of a refusal
 * @param advances the guards that the release moves
 * @param window the times between which it may be recorded
 * @param basis the state and the pack that decided
 */
public record Decision(
    Outcome outcome,
    Optional<Refusal> refusal,
    Granted granted,
    List<String> ruleIds,
    SortedMap<String, Long> guards,
    SortedSet<String> advances,
    Window window,
    Basis basis) {

  /** The version of this engine; two that decide alike share it. */
  public static final String ENGINE_VERSION = "1";

  /** Why not. */
  public record Refusal(String code, String ruleId, int status) {}

  /** What is permitted. */
  public record Granted(
      SortedSet<String> categories,
      List<Omission> omitted,
      List<ConsentRef> consents,
      Optional<Fee> fee,
      Optional<String> agreement,
      Optional<PartyKey> recipientKey) {}

  /**
   * When a release by this decision may be recorded, both ends included.
   *
   * @param instant the time it was decided for
   */
  public record Window(Instant instant, Instant notBefore, Instant notAfter) {}

  /** What decided. */
  public record Basis(long asOfSize, Optional<String> pack, Optional<Hash> packDigest) {}

  public boolean isPermit() {
    return outcome == Outcome.PERMIT;
  }

  public SortedSet<String> categories() {
    return granted.categories();
  }

  public List<Omission> omitted() {
    return granted.omitted();
  }

  public Optional<String> code() {
    return refusal.map(Refusal::code);
  }

  public Optional<String> ruleId() {
    return refusal.map(Refusal::ruleId);
  }

  /**
   * The claims of the signed decision.
   *
   * @param id the decision's own id
   * @param requestDigest SHA-256 of the party's signed request
   */
  public JsonObject toClaims(DecisionRequest request, String id, Hash requestDigest) {
    return DecisionClaimsForm.write(this, request, id, requestDigest);
  }
}
