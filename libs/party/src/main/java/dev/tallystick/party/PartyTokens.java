package dev.tallystick.party;

import dev.tallystick.dpop.ClientProofs;
import dev.tallystick.dpop.MachineTokens;
import dev.tallystick.keys.ClientKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Tokens of a party's machine, one for each service that it calls. They are bound to the machine's
 * key, so that a copy of one is useless to others. Safe for threads.
 */
public final class PartyTokens implements AccessTokens {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final MachineTokens tokens;
  private final Endpoints endpoints;

  private PartyTokens(MachineTokens tokens, Endpoints endpoints) {
    this.tokens = tokens;
    this.endpoints = endpoints;
  }

  /**
   * Tokens of this client.
   *
   * @param tokenEndpoint the provider's
   * @param client the client's id at the provider
   * @param key by which the provider knows the client
   */
  public static PartyTokens of(
      HttpClient http,
      URI tokenEndpoint,
      String client,
      ClientKey key,
      Endpoints endpoints,
      InstantSource clock) {
    ClientProofs proofs = new ClientProofs(key, clock, new SecureRandom());
    return new PartyTokens(
        MachineTokens.ofParty(
            http, new MachineTokens.Credentials(tokenEndpoint, client, proofs), TIMEOUT, clock),
        endpoints);
  }

  @Override
  public Map<String, String> headers(String method, URI uri)
      throws IOException, InterruptedException {
    return tokens.headers(method, uri, endpoints.serviceOf(uri));
  }

  /** Shows no token and no key. */
  @Override
  public String toString() {
    return "PartyTokens[" + tokens + "]";
  }
}
