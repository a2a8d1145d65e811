package dev.tallystick.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RealmTokens;
import dev.tallystick.houserules.TestClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request sent twice, over HTTP and on a real database. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class IdempotentTest {
  private static final String TEA = "{\"item\":\"tea\"}";

  @Inject OrderResource orders;
  @Inject TestClock clock;
  private final String key = UUID.randomUUID().toString();

  @BeforeEach
  void reset() {
    orders.asked.set(0);
  }

  @Test
  void sameRequestTwice_isDoneOnceAndAnsweredAlike() {
    Response first = post("/orders", "bank-1", key, TEA);
    Response second = post("/orders", "bank-1", key, TEA);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(orders.asked).hasValue(1);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.asString()).isEqualTo(first.asString()).contains("tea");
    assertThat(second.contentType()).isEqualTo(first.contentType());
    assertThat(second.header("Location")).isEqualTo(first.header("Location")).isNotNull();
  }

  @Test
  void answerWithoutABody_isKeptToo() {
    assertThat(post("/orders/1/cancel", "bank-1", key, "").statusCode()).isEqualTo(204);
    assertThat(post("/orders/1/cancel", "bank-1", key, "").statusCode()).isEqualTo(204);
    assertThat(orders.asked).hasValue(1);
  }

  @Test
  void otherPathOrParty_hasKeysOfItsOwn() {
    post("/orders/1/cancel", "bank-1", key, "");
    post("/orders/2/cancel", "bank-1", key, "");
    post("/orders/1/cancel", "bank-2", key, "");

    assertThat(orders.asked).hasValue(3);
  }

  @Test
  void otherBodyUnderTheSameKey_isRefused() {
    post("/orders", "bank-1", key, TEA);

    assertRefused(post("/orders", "bank-1", key, "{\"item\":\"rice\"}"), 409, "REUSED");
    assertThat(orders.asked).hasValue(1);
  }

  @Test
  void key_isAskedForAndChecked() {
    assertRefused(post("/orders", "bank-1", null, TEA), 422, "MISSING");
    assertRefused(post("/orders", "bank-1", "short", TEA), 422, "INVALID");
    assertRefused(post("/orders", "bank-1", "with a blank in it", TEA), 422, "INVALID");
    assertThat(orders.asked).hasValue(0);
  }

  @Test
  void optionalKey_isUsedWhenItIsThere() {
    assertThat(post("/orders/1/stop", "bank-1", null, "").asString()).isEqualTo("1");
    assertThat(post("/orders/1/stop", "bank-1", null, "").asString()).isEqualTo("2");
    assertThat(post("/orders/1/stop", "bank-1", key, "").asString()).isEqualTo("3");
    assertThat(post("/orders/1/stop", "bank-1", key, "").asString()).isEqualTo("3");
    assertRefused(post("/orders/1/stop", "bank-1", "short", ""), 422, "INVALID");
  }

  @Test
  void refusal_isKept_failureIsNot() {
    assertRefused(post("/orders/refused", "bank-1", key, TEA), 409, "REUSED");
    assertRefused(post("/orders/refused", "bank-1", key, TEA), 409, "REUSED");
    assertThat(orders.asked).hasValue(1);

    orders.asked.set(0);
    Response away = post("/orders/away", "bank-1", key, TEA);
    assertThat(away.statusCode()).isEqualTo(503);
    Response done = post("/orders/away", "bank-1", key, TEA);
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.asString()).as("draws the same ids").isEqualTo(away.asString());
    String other = post("/orders/away", "bank-2", key, TEA).asString();
    assertThat(other).as("another's draws").isNotEqualTo(done.asString());
    orders.asked.set(2);
    Response again = post("/orders/away", "bank-1", key, TEA);
    assertThat(again.asString()).isEqualTo(done.asString());
    assertThat(again.contentType()).startsWith("text/plain");
    assertThat(orders.asked).hasValue(2);
  }

  @Test
  void unknownCaller_usesNoKey() {
    assertThat(
            given()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(TEA)
                .post("/orders")
                .statusCode())
        .isEqualTo(401);
    assertThat(post("/orders", "bank-1", key, TEA).statusCode()).isEqualTo(201);
  }

  @Test
  void secondRequestWhileTheFirstIsUnderWay_isToldToWait() throws Exception {
    orders.begun = new CountDownLatch(1);
    orders.goOn = new CountDownLatch(1);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Response> first = threads.submit(() -> post("/orders", "bank-1", key, TEA));
      assertThat(orders.begun.await(60, TimeUnit.SECONDS)).isTrue();

      Response second = post("/orders", "bank-1", key, TEA);
      orders.goOn.countDown();

      assertRefused(second, 409, "IN_USE");
      assertThat(second.header("Retry-After")).isEqualTo("1");
      assertThat(first.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
      assertThat(post("/orders", "bank-1", key, TEA).statusCode()).isEqualTo(201);
      assertThat(orders.asked).hasValue(1);
    } finally {
      orders.goOn.countDown();
      threads.shutdownNow();
    }
  }

  @Test
  void manyTogether_areOne() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Response>> calls = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        calls.add(() -> post("/orders", "bank-1", key, TEA));
      }
      for (Future<Response> answer : threads.invokeAll(calls)) {
        assertThat(answer.get().statusCode()).isIn(201, 409);
      }
      assertThat(orders.asked).hasValue(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void keyOfYesterday_isForgotten() {
    post("/orders", "bank-1", key, TEA);
    clock.pass(Duration.ofHours(24).minusMillis(1));
    post("/orders", "bank-1", key, TEA);
    assertThat(orders.asked).hasValue(1);

    clock.pass(Duration.ofMillis(1));
    assertThat(post("/orders", "bank-1", key, "{\"item\":\"rice\"}").asString()).contains("rice");
    assertThat(orders.asked).hasValue(2);
  }

  private static Response post(String path, String party, @Nullable String key, String body) {
    String token = new RealmTokens("test-service").ofParty("lender", party);
    var request = given().auth().oauth2(token).contentType("application/json").body(body);
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return request.post(path);
  }

  private static void assertRefused(Response response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.contentType()).isEqualTo("application/problem+json");
    assertThat(response.jsonPath().getString("code")).isEqualTo("IDEMPOTENCY_KEY_" + code);
  }
}
