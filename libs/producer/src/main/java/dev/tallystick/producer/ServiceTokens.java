package dev.tallystick.producer;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientConfigBuilder;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.quarkus.oidc.client.runtime.TokensHelper;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of this service itself, by the client credentials that it also checks its callers
 * with ({@code quarkus.oidc.*}). Kept until shortly before they expire. Needs no provider at the
 * start. Blocks; thread-safe.
 */
@Singleton
public final class ServiceTokens {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration RENEW_BEFORE_END = Duration.ofSeconds(15);

  private final OidcClients clients;
  private final String provider;
  private final String client;
  private final Optional<String> secret;
  private @Nullable OidcClient oidc;
  private volatile TokensHelper tokens = new TokensHelper();

  ServiceTokens(
      OidcClients clients,
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") String provider,
      @ConfigProperty(name = "quarkus.oidc.client-id") String client,
      @ConfigProperty(name = "quarkus.oidc.credentials.secret") Optional<String> secret) {
    this.clients = clients;
    this.provider = provider;
    this.client = client;
    this.secret = secret;
  }

  /**
   * An access token that is good for some seconds at least.
   *
   * @throws TokenUnavailableException if the provider gives none
   */
  public String bearer() {
    try {
      return bearer(false);
    } catch (RuntimeException notRefreshed) {
      return anew(notRefreshed);
    }
  }

  /**
   * A provider may refuse to refresh what it gave, and still give anew; and a request that was
   * never answered would be the one that everybody goes on waiting for.
   */
  private String anew(RuntimeException notRefreshed) {
    tokens = new TokensHelper();
    try {
      return bearer(true);
    } catch (RuntimeException e) {
      e.addSuppressed(notRefreshed);
      throw new TokenUnavailableException(e);
    }
  }

  private String bearer(boolean anew) {
    return tokens.getTokens(oidc(), Map.of(), anew).await().atMost(PATIENCE).getAccessToken();
  }

  private synchronized OidcClient oidc() {
    OidcClient known = oidc;
    if (known == null) {
      OidcClientConfigBuilder config =
          OidcClientConfig.authServerUrl(provider)
              .id("service")
              .clientId(client)
              .refreshTokenTimeSkew(RENEW_BEFORE_END);
      secret.ifPresent(config::credentials);
      known = clients.newClient(config.build()).await().atMost(PATIENCE);
      oidc = known;
    }
    return known;
  }
}
