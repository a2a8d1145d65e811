package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.Signer;
import dev.tallystick.tlog.Hash;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * That one of a platform's customers is also known by another number.
 *
 * @param customer the platform's own number for the customer
 * @param other an ID card or a phone
 * @param method how the platform has found out
 * @param evidence the digest of what it has on file about that
 */
public record ClaimedIdentity(String customer, Identifier other, String method, Hash evidence) {
  /** As the data vault reads it, with a statement of its own. */
  JsonObject toJson(Claims claims, Signer signer, RandomGenerator random) {
    byte[] salt = new byte[IdentityClaimStatement.SALT_LENGTH];
    random.nextBytes(salt);
    Hash both = IdentityClaimStatement.commitment(salt, customer, other.scheme(), other.value());
    return JsonObject.builder()
        .put("statement", new IdentityClaimStatement(claims, both, method, evidence).sign(signer))
        .put("customer", customer)
        .put("other", Identifier.of(other.scheme(), other.value()).toJson())
        .put("salt", Base64.getUrlEncoder().withoutPadding().encodeToString(salt))
        .build();
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "ClaimedIdentity[" + other.scheme() + "]";
  }
}
