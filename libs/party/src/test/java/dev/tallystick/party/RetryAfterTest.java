package dev.tallystick.party;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private final List<Long> askedNanos = new CopyOnWriteArrayList<>();
  private final List<String> proofs = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private volatile int busyTimes;
  private volatile int status = 503;
  private volatile Optional<String> retryAfter = Optional.of("1");
  private HttpServer server;
  private ApiClient client;
  private URI uri;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          askedNanos.add(System.nanoTime());
          proofs.add(exchange.getRequestHeaders().getFirst("DPoP"));
          keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
          boolean busy = askedNanos.size() <= busyTimes;
          byte[] body =
              (busy ? "{\"code\":\"TOO_MANY_REQUESTS\"}" : "{\"done\":true}").getBytes(UTF_8);
          if (busy) {
            retryAfter.ifPresent(wait -> exchange.getResponseHeaders().set("Retry-After", wait));
          }
          exchange.sendResponseHeaders(busy ? status : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    List<String> drawn = new ArrayList<>();
    client =
        new ApiClient(
            HttpClient.newHttpClient(),
            (method, asked) -> {
              drawn.add("p");
              return Map.of("DPoP", "proof-" + drawn.size());
            });
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aBusyService_isAskedAgainWhenItSaysSoWithAFreshProofAndTheSameKey() throws Exception {
    busyTimes = 1;
    status = 429;

    JsonObject answer = client.post(uri, JsonObject.EMPTY, "key-1");

    assertThat(answer.getBoolean("done")).isTrue();
    assertThat(Duration.ofNanos(askedNanos.get(1) - askedNanos.get(0)))
        .isGreaterThanOrEqualTo(Duration.ofMillis(990));
    assertThat(proofs).containsExactly("proof-1", "proof-2");
    assertThat(keys).containsExactly("key-1", "key-1");
  }

  @Test
  void aServiceThatStaysBusy_isAskedThreeTimes() {
    busyTimes = 100;

    RefusedException refused = catchThrowableOfType(RefusedException.class, () -> client.get(uri));

    assertThat(askedNanos).hasSize(3);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
  }

  @Test
  void aLongWait_isLeftToTheCallerWhoIsToldOfIt() {
    busyTimes = 100;
    retryAfter = Optional.of("3600");

    RefusedException refused = catchThrowableOfType(RefusedException.class, () -> client.get(uri));

    assertThat(askedNanos).hasSize(1);
    assertThat(refused).hasMessageContaining("again in 3600 s");
  }

  @Test
  void whatSaysNoTime_isNotAskedAgain() {
    for (Optional<String> wish : List.of(Optional.<String>empty(), Optional.of("soon"))) {
      askedNanos.clear();
      busyTimes = 100;
      retryAfter = wish;

      assertThatThrownBy(() -> client.get(uri)).isInstanceOf(RefusedException.class);
      assertThat(askedNanos).hasSize(1);
    }
  }
}
