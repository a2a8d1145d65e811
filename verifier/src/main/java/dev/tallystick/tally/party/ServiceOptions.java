package dev.tallystick.tally.party;

import dev.tallystick.keys.ClientKey;
import dev.tallystick.keys.KeyFileException;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.party.AccessTokens;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.Endpoints;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.PartyServices;
import dev.tallystick.party.PartyTokens;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say who asks, with which token and keys, and where the services are. */
public final class ServiceOptions {
  private static final Duration CONNECT = Duration.ofSeconds(20);

  @Option(
      names = "--party",
      paramLabel = "ID",
      required = true,
      description = "The party that you speak for.")
  private String party = "";

  @Mixin private KeyFileOption keyFile = new KeyFileOption();

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Identity identity = new Identity();

  @Option(
      names = "--token-url",
      paramLabel = "URL",
      defaultValue = "${env:OIDC_TOKEN_URL}",
      description = "Where --client gets its token ($OIDC_TOKEN_URL).")
  private @Nullable URI tokenUrl;

  @Option(
      names = "--consent-url",
      paramLabel = "URL",
      defaultValue = "${env:CONSENT_URL:-http://127.0.0.1:8081}",
      description = "consent-service ($CONSENT_URL, ${DEFAULT-VALUE}).")
  private URI consent = URI.create("");

  @Mixin private VaultUrlOption vault = new VaultUrlOption();

  @Option(
      names = "--bureau-url",
      paramLabel = "URL",
      defaultValue = "${env:BUREAU_URL:-http://127.0.0.1:8084}",
      description = "bureau-service ($BUREAU_URL, ${DEFAULT-VALUE}).")
  private URI bureau = URI.create("");

  @Mixin private AuditUrlOption audit = new AuditUrlOption();

  /** One of the two ways to have a token. */
  static final class Identity {
    @Option(
        names = "--token-file",
        paramLabel = "FILE",
        description =
            "The file with an access token of one of the party's clerks; - is standard input.")
    private @Nullable String tokenFile;

    @ArgGroup(exclusive = false)
    private @Nullable Client client;
  }

  /** The party's own system at the identity provider. */
  static final class Client {
    @Option(
        names = "--client",
        paramLabel = "ID",
        required = true,
        description = "The party's client, which gets tokens that are bound to its key.")
    private String id = "";

    @Option(
        names = "--client-key",
        paramLabel = "FILE",
        required = true,
        description = "The file with the client's key (tally party client-key).")
    private Path keyFile = Path.of("");
  }

  /**
   * The party's machine.
   *
   * @param in standard input, from which the token may come
   */
  public PartyClient client(InstantSource clock, InputStream in) throws IOException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    Endpoints endpoints = new Endpoints(consent, vault.service(), bureau, audit.service());
    return new PartyClient(
        party,
        keyFile.keys(),
        new PartyServices(endpoints, new ApiClient(http, tokens(http, endpoints, clock, in))),
        clock,
        new SecureRandom());
  }

  private AccessTokens tokens(
      HttpClient http, Endpoints endpoints, InstantSource clock, InputStream in)
      throws IOException {
    Client client = identity.client;
    if (client == null) {
      String file = identity.tokenFile == null ? "" : identity.tokenFile;
      return AccessTokens.of(SecretFile.read(file, in));
    }
    URI endpoint = tokenUrl;
    if (endpoint == null || endpoint.toString().isEmpty()) {
      throw new IOException("--client needs --token-url");
    }
    try {
      ClientKey key = ClientKey.read(client.keyFile);
      return PartyTokens.of(http, endpoint, client.id, key, endpoints, clock);
    } catch (KeyFileException e) {
      throw new IOException(e.getMessage(), e);
    } catch (MalformedKeyException e) {
      throw new IOException(client.keyFile + " is no client key: " + e.getMessage(), e);
    }
  }
}
