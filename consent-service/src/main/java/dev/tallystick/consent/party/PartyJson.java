package dev.tallystick.consent.party;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tallystick.consent.party.SuspensionGrounds.Ground;
import dev.tallystick.events.Timestamps;
import dev.tallystick.rules.state.Licence;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.PartyKey;
import dev.tallystick.rules.state.State;
import dev.tallystick.rules.state.Suspension;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A party as others see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PartyJson(
    String party,
    String role,
    String legalName,
    String country,
    String contact,
    @Nullable String userClass,
    boolean suspended,
    @Nullable List<PartySuspensionJson> suspensions,
    List<KeyJson> keys,
    List<LicenceJson> licences,
    List<String> agreements,
    long asOfSize) {

  /** A public key. */
  record KeyJson(String use, String thumbprint, JwkJson jwk, String validFrom, String validTo) {
    static KeyJson of(PartyKey key) {
      return new KeyJson(
          key.use(),
          key.thumbprint(),
          JwkJson.of(key.jwk()),
          time(key.validFromMillis()),
          time(key.validToMillis()));
    }
  }

  /** A licence. */
  record LicenceJson(
      String licence,
      String licenceNo,
      String issuer,
      List<String> scope,
      String validFrom,
      String validTo) {
    static LicenceJson of(Licence licence) {
      return new LicenceJson(
          licence.id(),
          licence.licenceNo(),
          licence.issuer(),
          List.copyOf(licence.scope()),
          time(licence.validFromMillis()),
          time(licence.validToMillis()));
    }
  }

  /**
   * A suspension that nobody has lifted.
   *
   * @param scope from what; RECEIPTS is the log's own doing
   * @param ground why, in the authority's words
   * @param until when it ends by itself
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PartySuspensionJson(
      String scope, @Nullable String ground, @Nullable String caseNo, @Nullable String until) {
    static PartySuspensionJson of(Suspension suspension, Optional<Ground> ground) {
      return new PartySuspensionJson(
          suspension.scope(),
          ground.map(Ground::text).orElse(null),
          ground.map(Ground::caseNo).filter(no -> !no.isEmpty()).orElse(null),
          suspension.untilMillis().isPresent() ? time(suspension.untilMillis().getAsLong()) : null);
    }
  }

  /**
   * A party as the caller may see it.
   *
   * @param grounds why it is suspended, for those whom the log tells; empty for others
   */
  static PartyJson of(Party party, State seen, Instant now, Optional<SuspensionGrounds> grounds) {
    return new PartyJson(
        party.id(),
        party.role().orElse("SERVICE"),
        party.details().legalName(),
        party.details().country(),
        party.details().contact(),
        party.userClass().orElse(null),
        party.isSuspendedAt(now.toEpochMilli()),
        grounds.map(known -> suspensions(party, now, known)).orElse(null),
        party.keys().stream()
            .filter(key -> !key.revoked() && !key.isForgotten())
            .map(KeyJson::of)
            .toList(),
        party.licences().stream().filter(one -> !one.revoked()).map(LicenceJson::of).toList(),
        party.agreements().stream().filter(id -> isInForce(seen, id, now)).toList(),
        seen.size());
  }

  private static List<PartySuspensionJson> suspensions(
      Party party, Instant now, SuspensionGrounds known) {
    return party.suspensions().values().stream()
        .filter(one -> one.isInForceAt(now.toEpochMilli()))
        .sorted(Comparator.comparing(Suspension::event))
        .map(one -> PartySuspensionJson.of(one, known.of(one.event())))
        .toList();
  }

  private static boolean isInForce(State seen, String agreement, Instant now) {
    return seen.agreement(agreement).filter(one -> one.isInForceAt(now.toEpochMilli())).isPresent();
  }

  private static String time(long millis) {
    return Timestamps.format(millis);
  }
}
