package dev.tallystick.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Tokens.class)
class AnswerHeadersTest {
  @Test
  void everyAnswer_isKeptByNobodyAndTakenForNothingElse() {
    for (String path :
        new String[] {
          "/refusing/page", "/refusing/page?limit=101", "/refusing/private", "/nothing", "/q/health"
        }) {
      Response answer = given().get(path);

      assertThat(answer.header("Cache-Control")).as(path).isEqualTo("no-store");
      assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
    }
  }

  @Test
  void whatSaysHowLongItMayBeKept_keepsThat() {
    Response answer = given().get("/refusing/kept");

    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=60");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void bodyThatIsTooLarge_isAnsweredAlike() {
    Response answer =
        given().contentType("application/json").body("x".repeat(2_001)).post("/refusing/order");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  /** An instance of its own: that of the application goes on for other tests. */
  @Test
  void serviceThatStops_endsEachConnectionByItsAnswer() throws Exception {
    AnswerHeaders headers = new AnswerHeaders();
    Filters filters = new Filters();
    headers.register(filters);
    Vertx vertx = Vertx.vertx();
    try {
      Router router = Router.router(vertx);
      filters.getFilters().forEach(filter -> router.route().handler(filter.getHandler()));
      router.route().handler(RoutingContext::end);
      int port =
          vertx
              .createHttpServer()
              .requestHandler(router)
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS)
              .actualPort();

      assertThat(connection(port)).isNull();
      headers.stop(new ShutdownDelayInitiatedEvent());
      assertThat(connection(port)).isEqualTo("close");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
  }

  private static String connection(int port) {
    return given().baseUri("http://127.0.0.1").port(port).get("/").header("Connection");
  }
}
