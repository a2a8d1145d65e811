package dev.tallystick.consent.party;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tallystick.events.json.JsonObject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A public key as a JWK: OKP with Ed25519, or EC with P-256. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JwkJson(
    @NotNull @Pattern(regexp = "EC|OKP") String kty,
    @NotNull @Pattern(regexp = "Ed25519|P-256") String crv,
    @NotNull @Pattern(regexp = COORDINATE) String x,
    @Pattern(regexp = COORDINATE) @Nullable String y) {
  private static final String COORDINATE = "[A-Za-z0-9_-]{43}";

  static JwkJson of(JsonObject jwk) {
    return new JwkJson(
        jwk.getString("kty"),
        jwk.getString("crv"),
        jwk.getString("x"),
        jwk.findString("y").orElse(null));
  }

  JsonObject toObject() {
    return JsonObject.builder()
        .put("kty", kty)
        .put("crv", crv)
        .put("x", x)
        .putIfPresent("y", Optional.ofNullable(y))
        .build();
  }
}
