package dev.tallystick.vault.release;

import static dev.tallystick.vault.PartyDesk.key;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.BoundRequests;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Releases of a person with 200 records, 50 a second, with {@code -Pendurance} only: {@code
 * bench/run vault release}. Log and consent-service are in this process, so this is the vault's own
 * part, with its database. Latency counts from the time at which a request was due.
 */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
@EnabledIfSystemProperty(named = "tallystick.endurance", matches = "true")
class ReleaseSpeedTest {
  private static final Logger LOG = Logger.getLogger(ReleaseSpeedTest.class);
  private static final int RECORDS = 200;
  private static final int A_SECOND = 50;
  private static final int WARM_UP = 20 * A_SECOND;
  private static final int MEASURED = 20 * A_SECOND;
  private static final double ASKED_MILLIS = 40;
  private static final String CATEGORY = "SHOPPING.AGGREGATE";

  @SuppressWarnings("NullAway.Init") // Quarkus sets it.
  @TestHTTPResource("/v1/releases")
  URI releases;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void release_ofTwoHundredRecords_isQuickAtFiftyASecond() {
    PersonScene scene = new PersonScene(log, consent);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      lines.add(PartyDesk.line(scene.person, CATEGORY, "").replace("\"B3\"", "\"B" + i + "\""));
    }
    List<JsonObject> unused = scene.mall.deposit(lines.toArray(String[]::new));

    List<Double> cold = load(scene, WARM_UP);
    List<Double> warm = load(scene, MEASURED);

    LOG.infof(
        "release of %d records at %d/s: p50 %.1f ms, p99 %.1f ms, worst %.1f ms; warming up p99"
            + " %.1f ms",
        RECORDS, A_SECOND, at(warm, 0.5), at(warm, 0.99), at(warm, 1), at(cold, 0.99));
    assertThat(at(warm, 0.99)).isLessThanOrEqualTo(ASKED_MILLIS);
  }

  private List<Double> load(PersonScene scene, int count) {
    String token = scene.bureau.token();
    List<CompletableFuture<Double>> answers = new ArrayList<>();
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = begun + i * TimeUnit.SECONDS.toNanos(1) / A_SECOND;
      LockSupport.parkNanos(due - System.nanoTime());
      answers.add(send(request(scene, token), due));
    }
    List<Double> millis = new ArrayList<>(answers.stream().map(CompletableFuture::join).toList());
    Collections.sort(millis);
    return millis;
  }

  private static HttpRequest body(URI uri, String token, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key())
            .POST(BodyPublishers.ofByteArray(json.getBytes(UTF_8)))
            .build();
    return BoundRequests.authorized(request, token);
  }

  private HttpRequest request(PersonScene scene, String token) {
    String jws =
        scene.bureau.releaseRequest(scene.citizen.subject(), "bureau-north", List.of(), CATEGORY);
    return body(releases, token, "{\"request\":\"" + jws + "\"}");
  }

  private CompletableFuture<Double> send(HttpRequest request, long due) {
    return http.sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(
            response -> {
              assertThat(response.statusCode()).isEqualTo(200);
              return (System.nanoTime() - due) / 1e6;
            });
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
