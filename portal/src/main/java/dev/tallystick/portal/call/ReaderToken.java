package dev.tallystick.portal.call;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * What the reader's own token says besides the roles. The OIDC extension has verified it; the
 * services verify it again.
 */
@Singleton
public final class ReaderToken {
  private final SecurityIdentity reader;

  ReaderToken(SecurityIdentity reader) {
    this.reader = reader;
  }

  /** The token by which the log knows the reader. */
  public Optional<String> subject() {
    return claims().map(claims -> claims.getString("subject"));
  }

  /** When the reader has logged in, as the identity provider says. */
  public Optional<Instant> loggedInAt() {
    return claims().map(claims -> claims.getLong("auth_time")).map(Instant::ofEpochSecond);
  }

  private Optional<JsonObject> claims() {
    AccessTokenCredential token = reader.getCredential(AccessTokenCredential.class);
    if (token == null) {
      return Optional.empty();
    }
    String[] parts = token.getToken().split("\\.", -1);
    try {
      return parts.length == 3
          ? Optional.of(
              new JsonObject(
                  new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)))
          : Optional.empty();
    } catch (IllegalArgumentException | DecodeException | ClassCastException e) {
      return Optional.empty();
    }
  }
}
