package dev.tallystick.consent.party;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tallystick.events.Timestamps;
import dev.tallystick.rules.state.Licence;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.PartyKey;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A party as others see it. */
@Schema(name = "Party")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PartyJson(
    String party,
    @Schema(description = "SERVICE for consent-service itself, which nobody registers.")
        String role,
    String legalName,
    String country,
    String contact,
    @Nullable String userClass,
    boolean suspended,
    @Schema(description = "Every key that is not revoked.") List<KeyJson> keys,
    @Schema(description = "Every licence that is not revoked.") List<LicenceJson> licences,
    @Schema(description = "The agreements it is a side of.") List<String> agreements,
    @Schema(description = "The size of the log that this is read from.") long asOfSize) {

  /** A public key. */
  @Schema(name = "PartyKey")
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
  @Schema(name = "Licence")
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

  static PartyJson of(Party party, Instant now, long asOfSize) {
    return new PartyJson(
        party.id(),
        party.role().orElse("SERVICE"),
        party.details().legalName(),
        party.details().country(),
        party.details().contact(),
        party.userClass().orElse(null),
        party.isSuspendedAt(now.toEpochMilli()),
        party.keys().stream().filter(key -> !key.revoked()).map(KeyJson::of).toList(),
        party.licences().stream().filter(one -> !one.revoked()).map(LicenceJson::of).toList(),
        List.copyOf(party.agreements()),
        asOfSize);
  }

  private static String time(long millis) {
    return Timestamps.format(millis);
  }
}
