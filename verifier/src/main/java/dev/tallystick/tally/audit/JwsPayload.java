package dev.tallystick.tally.audit;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.util.Base64;
import java.util.Optional;

/** Reads what a compact JWS says, without looking at its signature. */
final class JwsPayload {
  private JwsPayload() {}

  /** The claims, if the text is of the form and they are an object of the event model. */
  static Optional<JsonObject> of(String jws) {
    int first = jws.indexOf('.');
    int second = jws.indexOf('.', first + 1);
    return first < 0 || second < 0 ? Optional.empty() : decode(jws.substring(first + 1, second));
  }

  /** The header, if the text is of the form and it is an object of the event model. */
  static Optional<JsonObject> header(String jws) {
    int first = jws.indexOf('.');
    return first < 0 ? Optional.empty() : decode(jws.substring(0, first));
  }

  private static Optional<JsonObject> decode(String base64Url) {
    try {
      return parse(Base64.getUrlDecoder().decode(base64Url));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The claims, if the bytes are an object of the event model. */
  static Optional<JsonObject> parse(byte[] payload) {
    try {
      return CanonicalJson.parse(payload) instanceof JsonObject claims
          ? Optional.of(claims)
          : Optional.empty();
    } catch (MalformedJsonException e) {
      return Optional.empty();
    }
  }
}
