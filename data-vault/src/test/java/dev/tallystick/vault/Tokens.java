package dev.tallystick.vault;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.util.List;
import java.util.Map;

/** Bearer tokens as the realm issues them, signed by the test's provider. */
public final class Tokens {
  private Tokens() {}

  /** A token that means this service. */
  public static String withRoles(String... roles) {
    return claims(roles).audience("data-vault").sign();
  }

  /** A token of the same caller that means another service. */
  static String forAnotherService(String... roles) {
    return claims(roles).audience("somebody-else").sign();
  }

  /** The claims of a caller with these roles, without an audience. */
  public static JwtClaimsBuilder claims(String... roles) {
    return Jwt.issuer("https://server.example.com")
        .subject("test-caller")
        .claim("azp", "test-client")
        .claim("realm_access", Map.of("roles", List.of(roles)));
  }
}
