package dev.tallystick.gateway.suite;

import dev.tallystick.gateway.key.GatewayKeys;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.keys.ClientKey;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.party.AccessTokens;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.Endpoints;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.PartyServices;
import dev.tallystick.party.PartyTokens;
import dev.tallystick.party.RefusedException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Asks the services of the suite in the party's name, and remembers whether they answer. What is
 * for now only is told apart from what was refused. Blocks; thread-safe.
 */
@Singleton
public final class SuiteClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int SERVER_FAULT = 500;
  private static final int TOO_MANY = 429;
  private static final Set<Integer> UNHEARD = Set.of(401, 408);

  private final GatewaySettings settings;
  private final GatewayKeys keys;
  private final Endpoints endpoints;
  private final Clock clock;
  private final ApiClient api;
  private final SecureRandom random = new SecureRandom();
  private volatile @Nullable Instant awaySince;
  private volatile @Nullable PartyClient known;

  SuiteClient(
      GatewaySettings settings,
      GatewayKeys keys,
      SuiteAddresses addresses,
      @ConfigProperty(name = "tallystick.client.key-file") Path clientKey,
      Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.endpoints = addresses.endpoints();
    this.clock = clock;
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    AccessTokens tokens =
        PartyTokens.of(
            http,
            settings.tokenUrl(),
            settings.client().orElse(settings.party()),
            read(clientKey),
            endpoints,
            clock);
    this.api = new ApiClient(http, tokens);
  }

  private static ClientKey read(Path file) {
    try {
      return ClientKey.read(file);
    } catch (IOException | MalformedKeyException e) {
      throw new IllegalStateException(
          "tallystick.client.key-file cannot be used: " + file + ": " + e.getMessage(), e);
    }
  }

  /** A question to the suite. */
  @FunctionalInterface
  public interface Question<T> {
    /** Asks it. */
    T ask(PartyClient party, ApiClient api, Endpoints endpoints)
        throws RefusedException, IOException, InterruptedException;
  }

  /**
   * Asks.
   *
   * @throws SuiteAwayException if there is no answer now; asked again later, there may be one
   * @throws RefusedException if it was refused
   */
  public <T> T ask(Question<T> question) throws SuiteAwayException, RefusedException {
    try {
      T answer = question.ask(party(), api, endpoints);
      awaySince = null;
      return answer;
    } catch (RefusedException e) {
      boolean isAway = e.status() >= SERVER_FAULT || isUnheard(e);
      if (isAway) {
        away();
      }
      if (isAway || e.status() == TOO_MANY) {
        throw new SuiteAwayException(String.valueOf(e.getMessage()), e.retryAfter(), e);
      }
      awaySince = null;
      throw e;
    } catch (IOException e) {
      away();
      throw new SuiteAwayException(String.valueOf(e.getMessage()), Optional.empty(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SuiteAwayException("interrupted", Optional.empty(), e);
    }
  }

  /**
   * Nobody has judged the question: who asks was not known, it did not arrive whole, or something
   * in between has answered that knows no problems of the suite.
   */
  private static boolean isUnheard(RefusedException e) {
    return UNHEARD.contains(e.status()) || e.code().isEmpty();
  }

  private void away() {
    if (awaySince == null) {
      awaySince = clock.instant();
    }
  }

  /** Since when no service has answered; empty while they do. */
  public Optional<Instant> awaySince() {
    return Optional.ofNullable(awaySince);
  }

  /** The party with the keys that are in use now; asks nothing by itself. */
  public PartyClient party() {
    PartyKeys current = keys.current().keys();
    PartyClient client = known;
    if (client == null || client.keys() != current) {
      client =
          new PartyClient(
              settings.party(), current, new PartyServices(endpoints, api), clock, random);
      known = client;
    }
    return client;
  }
}
