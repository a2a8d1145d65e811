package dev.tallystick.rules.audit;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads what a signed decision or request says.
 *
 * <p>Implementations decide whether a signature is asked for; they give nothing for a text that is
 * no statement, or none by whom they trust.
 */
public interface SignedClaims {
  /** The payload of a compact JWS. */
  Optional<JsonObject> read(String jws);

  /**
   * Reads without looking at the signature. For logs that were taken in by audit-service, which has
   * verified it; an auditor who does not believe that brings a reader that verifies.
   */
  static SignedClaims unverified() {
    return jws -> {
      int first = jws.indexOf('.');
      int second = jws.indexOf('.', first + 1);
      if (first < 0 || second < 0 || jws.indexOf('.', second + 1) >= 0) {
        return Optional.empty();
      }
      String payload = jws.substring(first + 1, second);
      try {
        return CanonicalJson.parse(Base64.getUrlDecoder().decode(payload))
                instanceof JsonObject claims
            ? Optional.of(claims)
            : Optional.empty();
      } catch (IllegalArgumentException | MalformedJsonException e) {
        return Optional.empty();
      }
    };
  }
}
