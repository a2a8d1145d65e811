package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.document.PersonIdentifier;
import java.util.Optional;

/**
 * By which a party knows a person. Only the data vault gets to see it.
 *
 * @param scheme {@code ID_CARD}, {@code PHONE} or {@code CUSTOMER_NO}
 * @param platform whose customer number it is, if the caller is not that platform
 */
public record Identifier(String scheme, String value, Optional<String> platform) {
  /** An identifier that means the same to everybody, or a customer number of the caller. */
  public static Identifier of(String scheme, String value) {
    return new Identifier(scheme, value, Optional.empty());
  }

  /** As the data vault reads it. */
  public JsonObject toJson() {
    return new PersonIdentifier(scheme, value, platform).toJson();
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "Identifier[" + scheme + "]";
  }
}
