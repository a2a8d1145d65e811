package dev.tallystick.vault;

import dev.tallystick.houserules.RealmTokens;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.util.List;

/** Bearer tokens for this service. */
public final class Tokens {
  private static final RealmTokens REALM = new RealmTokens("data-vault");

  private Tokens() {}

  /** A token that means this service. */
  public static String withRoles(String... roles) {
    return REALM.withRoles(roles);
  }

  /** A token of a person with a privileged role, by the id of their account. */
  public static String account(String account, String role) {
    return REALM.ofAccount(account, role, "", List.of("pwd", "otp"));
  }

  /** The claims of a caller with these roles, without an audience. */
  public static JwtClaimsBuilder claims(String... roles) {
    return REALM.claims(roles);
  }
}
