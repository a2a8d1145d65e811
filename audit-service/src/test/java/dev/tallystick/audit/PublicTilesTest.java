package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.append;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.PostgresResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whoever reads the public log and whoever appends to it do not wait for each other. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class PublicTilesTest {
  private static final String TILE = "/log/tile/0/000.p/1";
  private static final int READERS = 160;

  private final TestEvents events = new TestEvents(Clock.systemUTC());

  @Inject
  @DataSource("tiles")
  AgroalDataSource tiles;

  @Inject AgroalDataSource appends;

  private static List<Connection> takeAll(AgroalDataSource pool) throws SQLException {
    List<Connection> taken = new ArrayList<>();
    int most = pool.getConfiguration().connectionPoolConfiguration().maxSize();
    while (taken.size() < most) {
      taken.add(pool.getConnection());
    }
    return taken;
  }

  private static void giveBack(List<Connection> taken) throws SQLException {
    for (Connection connection : taken) {
      connection.close();
    }
  }

  @Test
  void crowdOfReaders_keepsNobodyFromAppending_andIsToldToComeAgain() throws Exception {
    append(events.freeze());
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + TILE)).build();
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    List<Connection> held = takeAll(tiles);
    try {
      for (int i = 0; i < READERS; i++) {
        answers.add(http.sendAsync(request, BodyHandlers.ofByteArray()));
      }
      CompletableFuture<Object> turnedAway =
          CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new));
      HttpResponse<?> first = (HttpResponse<?>) turnedAway.get(60, TimeUnit.SECONDS);

      assertThat(first.statusCode()).isEqualTo(503);
      assertThat(first.headers().firstValue("Retry-After")).contains("1");
      assertThat(append(events.freeze()).statusCode()).isEqualTo(201);
      assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
    } finally {
      giveBack(held);
    }
    for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
      assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isIn(200, 503);
    }
    assertThat(given().get(TILE).statusCode()).isEqualTo(200);
  }

  @Test
  void appendsThatWaitForTheDatabase_keepNobodyFromReading() throws Exception {
    append(events.freeze());
    List<Connection> held = new ArrayList<>();
    try {
      int most = appends.getConfiguration().connectionPoolConfiguration().maxSize();
      // Some are in use by the log itself.
      while (appends.getMetrics().availableCount() > 0 && held.size() < most) {
        held.add(appends.getConnection());
      }

      assertThat(given().get(TILE).statusCode()).isEqualTo(200);
    } finally {
      giveBack(held);
    }
  }
}
