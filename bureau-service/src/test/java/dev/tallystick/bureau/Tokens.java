package dev.tallystick.bureau;

import dev.tallystick.houserules.RealmTokens;
import io.smallrye.jwt.build.JwtClaimsBuilder;

/** Bearer tokens for this service. */
final class Tokens {
  private static final RealmTokens REALM = new RealmTokens("bureau-service");

  private Tokens() {}

  /** A token that means this service. */
  static String withRoles(String... roles) {
    return REALM.withRoles(roles);
  }

  /** The claims of a caller with these roles, without an audience. */
  static JwtClaimsBuilder claims(String... roles) {
    return REALM.claims(roles);
  }
}
