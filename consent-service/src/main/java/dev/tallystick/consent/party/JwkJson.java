package dev.tallystick.consent.party;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.KeyJwk;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A public key as a JWK: OKP with Ed25519 or X25519, or EC with P-256. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JwkJson(
    @NotNull @Pattern(regexp = "EC|OKP") String kty,
    @NotNull @Pattern(regexp = "Ed25519|P-256|X25519") String crv,
    @NotNull @Pattern(regexp = COORDINATE) String x,
    @Pattern(regexp = COORDINATE) @Nullable String y) {
  private static final String COORDINATE = "[A-Za-z0-9_-]{43}";

  static JwkJson of(JsonObject jwk) {
    KeyJwk key = KeyJwk.read(jwk);
    return new JwkJson(key.kty().wire(), key.crv().wire(), key.x(), key.y().orElse(null));
  }

  KeyJwk toJwk() {
    return new KeyJwk(KeyJwk.Kty.of(kty), KeyJwk.Crv.of(crv), x, Optional.ofNullable(y));
  }
}
