package dev.tallystick.producer;

import dev.tallystick.dpop.ClientProofs;
import dev.tallystick.dpop.MachineTokens;
import dev.tallystick.events.append.WholeAnswer;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.ClientKey;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.producer.document.ProviderMetadata;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of this service itself, each for one other service. The service identifies itself
 * by its key, and has no secret at the provider. Tokens are kept until shortly before they expire.
 * Needs no provider at the start. Blocks; thread-safe.
 */
@Singleton
public final class ServiceTokens {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);
  private static final int OK = 200;

  /** The clients' names of the services that are called, by their short names. */
  private static final Map<String, String> CLIENTS =
      Map.of("audit", "audit-service", "consent", "consent-service", "vault", "data-vault");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_PATIENCE)
          .build();

  private final String provider;
  private final String client;
  private final ClientKey key;
  private final Clock clock;
  private @Nullable MachineTokens tokens;

  ServiceTokens(
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") String provider,
      @ConfigProperty(name = "quarkus.oidc.client-id") String client,
      @ConfigProperty(name = "tallystick.client.key-file") Path keyFile,
      Clock clock) {
    this.provider = provider.replaceAll("/+$", "");
    this.client = client;
    this.key = read(keyFile);
    this.clock = clock;
  }

  private static ClientKey read(Path file) {
    try {
      return ClientKey.read(file);
    } catch (IOException | MalformedKeyException e) {
      throw new IllegalStateException(
          "tallystick.client.key-file cannot be used: " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * An access token that is good for some seconds at least.
   *
   * @param service the short name of the one service that it is meant for
   * @throws TokenUnavailableException if the provider gives none
   */
  public String bearer(String service) {
    try {
      return tokens().token(CLIENTS.getOrDefault(service, service));
    } catch (IOException e) {
      throw new TokenUnavailableException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TokenUnavailableException(e);
    }
  }

  private synchronized MachineTokens tokens() throws IOException, InterruptedException {
    MachineTokens known = tokens;
    if (known == null) {
      ClientProofs proofs = new ClientProofs(key, clock, new SecureRandom());
      known =
          MachineTokens.ofService(
              http, new MachineTokens.Credentials(endpoint(), client, proofs), PATIENCE, clock);
      tokens = known;
    }
    return known;
  }

  /** OpenID Connect Discovery 1.0, section 4. */
  private URI endpoint() throws IOException, InterruptedException {
    URI uri = URI.create(provider + "/.well-known/openid-configuration");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    HttpResponse<byte[]> answer = WholeAnswer.of(http, request, PATIENCE);
    try {
      if (answer.statusCode() == OK
          && CanonicalJson.parseMessage(answer.body()) instanceof JsonObject metadata) {
        return URI.create(
            new ProviderMetadata.Partial(metadata)
                .tokenEndpoint()
                .orElseThrow(() -> new IOException(uri + " names no token endpoint")));
      }
    } catch (MalformedJsonException | IllegalArgumentException e) {
      throw new IOException(uri + " does not describe a provider", e);
    }
    throw new IOException(uri + " answers " + answer.statusCode());
  }
}
