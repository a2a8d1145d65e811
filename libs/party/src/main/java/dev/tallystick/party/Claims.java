package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.document.StatementClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * What every statement says: who says it to whom, when, until when, and under which id, so that it
 * is not taken twice.
 *
 * @param issuer {@code iss}, the party that signs
 * @param audience {@code aud}, a party or a service of the suite
 * @param issuedAt {@code iat}, in seconds since 1970
 * @param expiresAt {@code exp}, in seconds since 1970; empty for a statement that stands for ever
 * @param id {@code jti}
 */
public record Claims(
    String issuer, String audience, long issuedAt, OptionalLong expiresAt, String id) {
  private static final int ID_SIZE = 16;

  /** Refuses what no statement says. */
  public Claims {
    Form.PARTY.require("iss", issuer);
    Form.PARTY.require("aud", audience);
    Form.REF.require("jti", id);
    if (issuedAt < 0) {
      throw new IllegalFieldException("iat", "is not negative");
    }
    if (expiresAt.orElse(issuedAt + 1) <= issuedAt) {
      throw new IllegalFieldException("exp", "is after iat");
    }
  }

  /** Claims of this moment, with a new id. */
  public static Claims of(
      String issuer, String audience, Instant now, Duration life, RandomGenerator random) {
    long issuedAt = now.getEpochSecond();
    return new Claims(
        issuer, audience, issuedAt, OptionalLong.of(issuedAt + life.toSeconds()), drawId(random));
  }

  /** Claims of this moment that stand for ever, with a new id. */
  public static Claims lasting(
      String issuer, String audience, Instant now, RandomGenerator random) {
    return new Claims(issuer, audience, now.getEpochSecond(), OptionalLong.empty(), drawId(random));
  }

  private static String drawId(RandomGenerator random) {
    byte[] id = new byte[ID_SIZE];
    random.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  static Claims read(JsonObject json) {
    StatementClaims claims = StatementClaims.read(json);
    return new Claims(claims.iss(), claims.aud(), claims.iat(), claims.exp(), claims.jti());
  }

  /** These claims for a statement of that kind, which must be of its length. */
  void check(StatementType type) {
    if (expiresAt.isPresent() != type.expires()) {
      throw new IllegalFieldException(
          "exp", type.expires() ? "must be there" : "must not be there");
    }
    if (expiresAt.isPresent() && expiresAt.getAsLong() - issuedAt > type.longest().toSeconds()) {
      throw new IllegalFieldException(
          "exp", "is at most " + type.longest().toSeconds() + " s after iat");
    }
  }

  JsonObject toJson() {
    return new StatementClaims(issuer, audience, issuedAt, expiresAt, id).toJson();
  }
}
