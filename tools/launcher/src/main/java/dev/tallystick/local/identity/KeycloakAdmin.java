package dev.tallystick.local.identity;

import dev.tallystick.local.process.Http;
import dev.tallystick.local.realm.Identities;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.realm.RealmTemplate;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Adds identities to the running realm by Keycloak's administration.
 *
 * @param keycloak its address
 */
public record KeycloakAdmin(String keycloak, String administrator, String password) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * Puts an identity into the realm, in place of one that has its name.
   *
   * @param secrets as {@link RealmTemplate} asks for them
   */
  public void put(Identity identity, UnaryOperator<String> secrets) throws IOException {
    String json = new RealmTemplate(new Identities(List.of(identity)), secrets).partialJson();
    Http.Answer answer =
        Http.postJson(keycloak + "/admin/realms/tallystick/partialImport", token(), json, LIMIT);
    if (!answer.isOk()) {
      throw new IOException(
          "Keycloak does not take %s (%d): %s"
              .formatted(identity.name(), answer.status(), answer.body()));
    }
  }

  private String token() throws IOException {
    return Tokens.grant(
        keycloak + "/realms/master/protocol/openid-connect/token",
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "admin-cli",
            "username",
            administrator,
            "password",
            password),
        Map.of(),
        administrator);
  }
}
