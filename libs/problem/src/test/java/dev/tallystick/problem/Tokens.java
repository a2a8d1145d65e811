package dev.tallystick.problem;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** An issuer of bearer tokens whose key is drawn for one run of the tests. */
public class Tokens implements QuarkusTestResourceLifecycleManager {
  private static final KeyPair KEYS = keys();

  @Override
  public Map<String, String> start() {
    return Map.of(
        "quarkus.oidc.public-key",
        Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded()));
  }

  @Override
  public void stop() {}

  static String withRole(String role) {
    return Jwt.upn("someone")
        .groups(Set.of(role))
        .issuer("https://issuer.example")
        .sign(KEYS.getPrivate());
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has RSA", e);
    }
  }
}
