package dev.tallystick.demo;

import dev.tallystick.keys.ClientKey;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.local.identity.FreshLogIn;
import dev.tallystick.local.identity.KnownIdentities;
import dev.tallystick.local.identity.Registrar;
import dev.tallystick.local.identity.Tokens;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.ClientAddresses;
import dev.tallystick.local.state.GatewayFolder;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.party.AccessTokens;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.Endpoints;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.PartyServices;
import dev.tallystick.party.PartyTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The suite that runs on this machine, as its users see it: addresses, and for each name a client
 * with that identity's own token. Safe for threads.
 */
public final class RunningSuite {
  private final SuiteFolder folder;
  private final ClientAddresses addresses;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, ApiClient> clients = new ConcurrentHashMap<>();
  private final Map<String, AccessTokens> tokens = new ConcurrentHashMap<>();

  /** The suite whose state lies in this folder. */
  public RunningSuite(SuiteFolder folder, InstantSource clock) {
    this.folder = folder;
    this.addresses = ClientAddresses.of(folder);
    this.clock = clock;
  }

  SuiteFolder folder() {
    return folder;
  }

  InstantSource clock() {
    return clock;
  }

  SecureRandom random() {
    return random;
  }

  /** Where its services are. */
  public Endpoints endpoints() {
    return new Endpoints(
        addresses.consent(), addresses.vault(), addresses.bureau(), addresses.audit());
  }

  /** Calls in the name of somebody in the realm. */
  public ApiClient as(String name) {
    return clients.computeIfAbsent(
        name, each -> new ApiClient(http, tokens.computeIfAbsent(each, this::tokens)));
  }

  /** Calls in the name of a person who logs in for them just now, at the log-in page. */
  ApiClient loggedIn(String name) throws IOException, InterruptedException {
    Identity identity =
        new KnownIdentities(folder)
            .all()
            .find(name)
            .orElseThrow(() -> new IllegalArgumentException("nobody is called " + name));
    FreshLogIn page = new FreshLogIn(addresses.realm(), Secrets.in(folder.secrets()));
    return new ApiClient(http, AccessTokens.of(page.token((Identity.Person) identity)));
  }

  /** Whether a party's gateway was started with the suite. */
  boolean hasGateway(String party) {
    try {
      return GatewayFolder.find(folder, party).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A party's gateway, as the party's own systems see it. */
  public GatewayCalls gateway(String party) throws IOException {
    GatewayFolder gateway =
        GatewayFolder.find(folder, party)
            .orElseThrow(
                () ->
                    new IOException(
                        party + " has no gateway here; ./tallystick up runs it with the suite"));
    String key = Files.readString(gateway.localKey()).strip();
    URI base = URI.create("http://127.0.0.1:" + gateway.port(Ports.remembered(folder)));
    return new GatewayCalls(base, new ApiClient(http, AccessTokens.of(key)), this);
  }

  private PartyServices services(String name) {
    return new PartyServices(endpoints(), as(name));
  }

  /** A party's machine, with the party's key file, which is made if there is none. */
  public PartyClient party(String name) throws IOException {
    return new PartyClient(name, keys(name), services(name), clock, random);
  }

  /** A party's machine, with the keys of this file. */
  public PartyClient party(String name, Path keys) throws IOException {
    try {
      return new PartyClient(name, PartyKeys.read(keys), services(name), clock, random);
    } catch (MalformedKeyException e) {
      throw new IOException(keys + " is no key file: " + e.getMessage(), e);
    }
  }

  /**
   * A party's machine, with the party's key file, which must be there: new keys would sign nothing
   * that anybody believes.
   *
   * @throws IllegalArgumentException if nobody is called so
   * @throws IOException if there is none
   */
  public PartyClient partyWithKeys(String name) throws IOException {
    Path file = folder.partyKeys(name);
    if (!Files.exists(file)) {
      var unusedClient = as(name);
      throw new IOException(
          "the keys of %s are missing: there is no %s. Name the file that has them with --keys FILE"
              .formatted(name, file));
    }
    return party(name, file);
  }

  /** What the vault publishes to everybody at a path. */
  public String published(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoints().vault(path)).timeout(Duration.ofSeconds(10)).build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the vault answers %d at %s".formatted(answer.statusCode(), path));
    }
    return answer.body();
  }

  /** The keys of a party, from its file; drawn if there is none. */
  public PartyKeys keys(String party) throws IOException {
    Path file = folder.partyKeys(party);
    try {
      if (!Files.exists(file)) {
        PartyKeys.draw().write(file);
      }
      return PartyKeys.read(file);
    } catch (MalformedKeyException e) {
      throw new IOException(file + " is no key file: " + e.getMessage(), e);
    }
  }

  /** The headers of one request in the name of somebody in the realm. */
  public Map<String, String> headers(String name, String method, URI uri)
      throws IOException, InterruptedException {
    return tokens.computeIfAbsent(name, this::tokens).headers(method, uri);
  }

  /** Adds people and clerks to the suite's realm. */
  public Registrar registrar() {
    return new Registrar(folder, addresses.keycloak().toString(), addresses.vault().toString());
  }

  private AccessTokens tokens(String name) {
    Identity identity =
        new KnownIdentities(folder)
            .all()
            .find(name)
            .orElseThrow(() -> new IllegalArgumentException("nobody is called " + name));
    String endpoint = addresses.realm() + "/protocol/openid-connect/token";
    // Read each time: somebody may have been added meanwhile.
    Secrets secrets = Secrets.in(folder.secrets());
    if (identity instanceof Identity.Person person) {
      return new PersonTokens(new Tokens(endpoint, secrets), person, clock);
    }
    try {
      ClientKey key = ClientKey.read(secrets.clientKey(name));
      return PartyTokens.of(http, URI.create(endpoint), name, key, endpoints(), clock);
    } catch (IOException | MalformedKeyException e) {
      throw new IllegalStateException("the key of " + name + " cannot be read", e);
    }
  }
}
