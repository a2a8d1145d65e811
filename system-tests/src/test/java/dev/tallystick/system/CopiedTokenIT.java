package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tallystick.demo.Cast;
import dev.tallystick.demo.DemoFile;
import dev.tallystick.demo.Market;
import dev.tallystick.demo.RunningSuite;
import dev.tallystick.dpop.ClientProofs;
import dev.tallystick.keys.ClientKey;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.party.AccessTokens;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.RefusedException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What a thief does with the access token of a lender's machine, that a real Keycloak gave it: by
 * {@code tally party} and by {@code libs/party}, as any party's programs do.
 */
@ExtendWith(Suite.Extension.class)
@ResourceLock(Suite.LOCK)
class CopiedTokenIT {
  private static final String OWNER = Cast.LENDER;
  private static final String THIEF = "bank-hill";
  private static final String DPOP = "DPoP ";

  private final Suite suite;
  private RunningSuite running;
  private Path keys;
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set before the tests
  CopiedTokenIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void openMarket() throws Exception {
    suite.ready();
    SuiteFolder state = SuiteFolder.existing(suite.command().home());
    running = new RunningSuite(state, Clock.systemUTC());
    new Market(running, DemoFile.in(state)).open();
    keys = suite.command().home().resolve("clients");
  }

  @Test
  void tallyParty_worksByTheOwnersKey_andByNoOther() throws Exception {
    Command.Result own = resolve("--client", OWNER, "--client-key", key(OWNER));
    Command.Result another = resolve("--client", OWNER, "--client-key", key(THIEF));

    assertThat(own.exitCode()).as(own.output()).isZero();
    assertThat(own.output()).contains("sub_");
    assertThat(another.exitCode()).as(another.output()).isNotZero();
    assertThat(another.output()).doesNotContain("sub_");
  }

  @Test
  void copiedToken_isRefusedToTallyParty() throws Exception {
    URI uri = URI.create(suite.address("VAULT_URL") + "/v1/subjects:resolve");
    Path copied = folder.resolve("copied");
    Files.createFile(
        copied, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(copied, token(running.headers(OWNER, "POST", uri)) + "\n");

    Command.Result thief = resolve("--token-file", copied.toString());

    assertThat(thief.exitCode()).as(thief.output()).isNotZero();
    assertThat(thief.output()).contains("401").doesNotContain("sub_");
  }

  @Test
  void copiedToken_isRefusedToEveryOtherClientOfTheLibrary() throws Exception {
    ClientProofs thief =
        new ClientProofs(
            ClientKey.read(Path.of(key(THIEF))), InstantSource.system(), new SecureRandom());
    for (String service : List.of("CONSENT_URL", "VAULT_URL", "AUDIT_URL", "BUREAU_URL")) {
      URI uri = URI.create(suite.address(service) + "/q/metrics");
      Map<String, String> owned = running.headers(OWNER, "GET", uri);
      String token = token(owned);

      assertRefused(service + ", as a bearer token", AccessTokens.of(token), uri);
      assertRefused(
          service + ", with the thief's own proof",
          (method, at) -> thief.headers(method, at, token),
          uri);
      assertRefused(
          service + ", without a proof",
          (method, at) -> Map.of("Authorization", DPOP + token),
          uri);
      // Known, and without the role: the thief does not come as far.
      assertThat(status(owned, uri)).as(service + ", its owner").isEqualTo(403);
      assertThat(status(owned, uri)).as(service + ", the owner's request again").isEqualTo(401);
      assertThat(status(running.headers(OWNER, "GET", uri), uri))
          .as(service + ", its owner afterwards")
          .isEqualTo(403);
    }
  }

  private static void assertRefused(String what, AccessTokens tokens, URI uri) {
    ApiClient client = new ApiClient(HttpClient.newHttpClient(), tokens);
    RefusedException refused = catchThrowableOfType(RefusedException.class, () -> client.get(uri));
    assertThat(refused).as(what).isNotNull();
    assertThat(refused.status()).as(what).isEqualTo(401);
    assertThat(refused.code()).as(what).isEqualTo("TOKEN_REFUSED");
  }

  private static int status(Map<String, String> headers, URI uri) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    headers.forEach(request::header);
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private static String token(Map<String, String> headers) {
    String authorization = headers.getOrDefault("Authorization", "");
    assertThat(authorization).startsWith(DPOP);
    return authorization.substring(DPOP.length());
  }

  private String key(String client) {
    return keys.resolve(client + ".pem").toString();
  }

  private Command.Result resolve(String... identity) throws Exception {
    running.keys(OWNER);
    List<String> words =
        new ArrayList<>(
            List.of(
                "party",
                "resolve",
                "--party",
                OWNER,
                "--keys",
                suite.command().home().resolve("parties/" + OWNER + ".keys").toString(),
                "--token-url",
                suite.address("OIDC_TOKEN_URL"),
                "--vault-url",
                suite.address("VAULT_URL"),
                "--consent-url",
                suite.address("CONSENT_URL"),
                "--purpose",
                "LOAN_APPROVAL"));
    words.addAll(List.of(identity));
    words.add("PHONE:+8619900004711");
    return suite.command().runTally(words.toArray(String[]::new));
  }
}
