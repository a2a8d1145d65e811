package dev.tallystick.gateway.enrolment;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.gateway.key.GatewayKeys;
import dev.tallystick.keys.PartyPublicKeys;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The public halves of a pair. */
record GatewayKeyJson(
    @JsonRawValue String signing,
    @JsonRawValue String encryption,
    @Nullable Instant registeredAt,
    @Nullable Instant validTo,
    boolean inUse) {
  static GatewayKeyJson of(GatewayKeys.KeptPair pair, boolean inUse) {
    PartyPublicKeys shown = pair.keys().publicKeys();
    return new GatewayKeyJson(
        shown.verificationKey().toJwk(),
        shown.encryptionKey().toJwk(),
        pair.registeredAt().orElse(null),
        pair.validTo().orElse(null),
        inUse);
  }
}
