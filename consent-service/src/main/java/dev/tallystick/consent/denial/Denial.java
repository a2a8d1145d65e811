package dev.tallystick.consent.denial;

import dev.tallystick.consent.document.DenialLikeness;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.DataDeniedInternal;
import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A refusal with a rule, of a party that is known.
 *
 * @param internal what only auditors, and the recipient of a release-1, may see
 */
public record Denial(
    Optional<String> subject, DataDenied data, Optional<DataDeniedInternal> internal) {
  /** A refusal with nothing internal. */
  public static Denial of(Optional<String> subject, DataDenied data) {
    return new Denial(subject, data, Optional.empty());
  }

  /** The hash of what makes two refusals the same: the sides, the label, the rule, the person. */
  Hash likeness() {
    DenialLikeness same =
        DenialLikeness.builder()
            .rule(data.code() + CanonicalJson.text(JsonArray.ofStrings(data.ruleIds())))
            .caller(data.caller())
            .from(data.from())
            .to(data.to())
            .label(data.label())
            .subject(subject)
            .build();
    return Hash.sha256(CanonicalJson.bytes(same.toJson()));
  }

  /** The entry that closes the minute, without what only the first of several refusals tells. */
  static DataDenied closing(DataDenied first, EventId firstEvent, long repeats) {
    return first.toBuilder()
        .first(firstEvent)
        .repeats(repeats)
        .request(Optional.empty())
        .decision(Optional.empty())
        .decisionId(Optional.empty())
        .payloadDigest(Optional.empty())
        .inquiry(Optional.empty())
        .count(OptionalLong.empty())
        .omitted(List.of())
        .consents(List.of())
        .build();
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "Denial[" + data.code() + "]";
  }
}
