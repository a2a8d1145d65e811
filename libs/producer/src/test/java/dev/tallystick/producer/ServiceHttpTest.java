package dev.tallystick.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls between services, over real HTTP. */
class ServiceHttpTest {
  private final AtomicReference<String> request = new AtomicReference<>("");
  private final AtomicReference<@Nullable String> timeout = new AtomicReference<>();
  private HttpServer server;
  private ServiceHttp http;
  private int status = 200;
  private String body = "{}";
  private final CountDownLatch end = new CountDownLatch(1);
  private boolean stalls;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          timeout.set(exchange.getRequestHeaders().getFirst(Deadline.HEADER));
          request.set(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + exchange.getRequestHeaders().getFirst("Idempotency-Key")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes, 0, stalls ? bytes.length - 1 : bytes.length);
          exchange.getResponseBody().flush();
          awaitEnd();
          exchange.close();
        });
    server.start();
    http = client(server.getAddress().getPort(), () -> "secret-token");
  }

  private void awaitEnd() {
    try {
      if (stalls) {
        end.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  @Test
  void call_tellsHowLongItWaits() throws Exception {
    http.get("/one");
    assertThat(timeout.get()).isEqualTo("5000");

    callUnder(Deadline.in(Duration.ofSeconds(2)), "/two");
    assertThat(Long.parseLong(String.valueOf(timeout.get()))).isBetween(1L, 2000L);
  }

  @Test
  void call_withoutTime_isNotBegun() throws Exception {
    http.get("/before");

    assertThatThrownBy(() -> callUnder(Deadline.in(Duration.ZERO), "/late"))
        .hasRootCauseInstanceOf(ServiceAwayException.class)
        .hasStackTraceContaining("no time is left");
    assertThat(request.get()).contains("/before");
  }

  @Test
  @Timeout(30)
  void call_endsWithTheDeadline() {
    stalls = true;

    assertThatThrownBy(() -> callUnder(Deadline.in(Duration.ofMillis(300)), "/slow"))
        .hasRootCauseInstanceOf(HttpTimeoutException.class);
  }

  private void callUnder(Deadline deadline, String path) {
    ServiceAnswer unused =
        deadline.call(
            () -> {
              try {
                return http.get(path);
              } catch (RemoteProblem | ServiceAwayException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  /** Only the header is limited by the request's own timeout. */
  @Test
  @Timeout(30)
  void answerThatStopsHalfWay_isNoAnswer() {
    stalls = true;

    assertThatThrownBy(() -> http.get("/v1/x", Duration.ofMillis(300)))
        .isInstanceOf(ServiceAwayException.class);
  }

  @Test
  void get_sendsTheToken_andReadsJson() throws Exception {
    body = "{\"party\":\"p1\"}";

    assertThat(http.get("/v1/parties/p1").json().getString("party")).isEqualTo("p1");
    assertThat(request.get()).isEqualTo("GET /v1/parties/p1 Bearer secret-token null ");
  }

  @Test
  void post_sendsJsonAndHeaders() throws Exception {
    status = 201;

    ServiceAnswer answer =
        http.post("/v1/releases", Map.of("Idempotency-Key", "k1"), "{\"request\":\"x\"}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(request.get())
        .isEqualTo("POST /v1/releases Bearer secret-token k1 {\"request\":\"x\"}");
    assertThat(http.post("/v1/x", JsonObject.builder().put("a", 1).build()).text()).isEqualTo("{}");
  }

  @Test
  void problem_isGivenOnWithItsCode() {
    status = 403;
    body = "{\"code\":\"QUERY_CONSENT_MISSING\",\"ruleId\":\"R12\",\"status\":403}";

    assertThatThrownBy(() -> http.get("/v1/x"))
        .isInstanceOfSatisfying(
            RemoteProblem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(403);
              assertThat(problem.code()).isEqualTo("QUERY_CONSENT_MISSING");
              assertThat(problem.document().orElseThrow().getString("ruleId")).isEqualTo("R12");
              assertThat(problem.isTemporary()).isFalse();
            });
  }

  @Test
  void otherRefusal_hasItsStatusForACode() {
    status = 502;
    body = "<html>";

    assertThatThrownBy(() -> http.get("/v1/x"))
        .isInstanceOfSatisfying(
            RemoteProblem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("HTTP_502");
              assertThat(problem.document()).isEmpty();
              assertThat(problem.isTemporary()).isTrue();
            });
  }

  @Test
  void whatIsNotThere_isAway() {
    int port = server.getAddress().getPort();
    server.stop(0);

    assertThatThrownBy(() -> client(port, () -> "t").get("/v1/x"))
        .isInstanceOfSatisfying(
            ServiceAwayException.class, e -> assertThat(e.service()).isEqualTo("consent"));
  }

  @Test
  void withoutToken_nothingIsAsked() {
    ServiceHttp without =
        client(
            server.getAddress().getPort(),
            () -> {
              throw new TokenUnavailableException(null);
            });

    assertThatThrownBy(() -> without.get("/v1/x")).isInstanceOf(ServiceAwayException.class);
    assertThat(request.get()).isEmpty();
  }

  @Test
  void answerThatIsNoJson_isAway() throws Exception {
    body = "hello";
    ServiceAnswer answer = http.get("/v1/x");

    assertThatThrownBy(answer::json).isInstanceOf(ServiceAwayException.class);
    assertThat(new String(answer.bytes(), StandardCharsets.UTF_8)).isEqualTo("hello");
  }

  private static ServiceHttp client(int port, Supplier<String> bearer) {
    return new ServiceHttp("consent", URI.create("http://127.0.0.1:" + port + "/"), bearer);
  }
}
