package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final String DOWN =
      """
      {
          "status": "DOWN",
          "checks": [
              {"name": "log", "status": "DOWN", "data": {"treeSize": 17, "reason": "CLOCK_SKEW: 3600000 ms"}},
              {"name": "database", "status": "DOWN", "data": {"<default>": "cannot connect"}},
              {"name": "bare", "status": "DOWN"},
              {"name": "fine", "status": "UP"}
          ]
      }
      """;

  @Test
  void ask_namesWhatIsWrong() throws Exception {
    Health health = answered(503, DOWN);

    assertThat(health.isUp()).isFalse();
    assertThat(health.reasons())
        .containsExactly("log: CLOCK_SKEW: 3600000 ms", "database: cannot connect", "bare: down");
    assertThat(health.data("log").orElseThrow().getInteger("treeSize")).isEqualTo(17);
    assertThat(health.data("fine")).isEmpty();
  }

  @Test
  void ask_ofSomethingElseSaysNothing() throws Exception {
    assertThat(answered(200, "<html>").isUp()).isFalse();
    assertThat(answered(200, "[]").isUp()).isFalse();
    assertThat(Health.ask("http://127.0.0.1:1/", Duration.ofSeconds(1)).reasons()).isEmpty();
  }

  private static Health answered(int status, String body) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      return Health.ask(url, Duration.ofSeconds(60));
    } finally {
      server.stop(0);
    }
  }
}
