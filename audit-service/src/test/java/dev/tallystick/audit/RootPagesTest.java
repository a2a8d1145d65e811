package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What anybody may ask for costs little, however often it is asked for. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class RootPagesTest {
  @Inject DataSource database;

  private final TestEvents events = new TestEvents(Clock.systemUTC());

  @Test
  void pages_thatAreFullMayBeKept() throws Exception {
    IndexWitness.awaitRoot(TestExchange.log(events.freeze(TestEvents.subject())) + 1);

    Response full = given().get("/index/roots?limit=1");
    // Who goes through them comes to a page that is not full, however many there are already.
    Response open = given().get("/index/roots?limit=100");
    while (open.path("next") != null) {
      open = given().get("/index/roots?limit=100&after=" + open.path("next"));
    }

    assertThat(full.header("Cache-Control")).contains("immutable");
    assertThat(open.header("Cache-Control")).isEqualTo("public, max-age=1");
  }

  @Test
  void pages_areShort() {
    assertProblem(given().get("/index/roots?limit=101"), 422, "CONSTRAINT_VIOLATED");
  }

  @Test
  void pages_areMadeTwoAtATime() throws Exception {
    List<CompletableFuture<Response>> waiting = new ArrayList<>();
    // Threads of its own: the common pool may have a single one, and two of four have to wait.
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("lock table index_root in access exclusive mode");
      }
      for (int i = 0; i < 4; i++) {
        waiting.add(
            CompletableFuture.supplyAsync(() -> given().get("/index/roots?limit=1"), callers));
      }
      assertProblem(
          (Response) CompletableFuture.anyOf(waiting.toArray(CompletableFuture[]::new)).join(),
          503,
          "INDEX_ROOTS_BUSY");
      connection.rollback();
      connection.setAutoCommit(true);
    } finally {
      callers.shutdown();
    }

    assertThat(waiting.stream().map(CompletableFuture::join).map(Response::statusCode))
        .containsExactlyInAnyOrder(200, 200, 503, 503);
  }
}
