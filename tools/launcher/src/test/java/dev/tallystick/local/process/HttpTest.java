package dev.tallystick.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final HttpServer SERVER = server();

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop(0);
  }

  @Test
  void get_answersStatusAndBody() throws IOException {
    assertThat(Http.get(url("/200"), LIMIT)).isEqualTo(new Http.Answer(200, "GET "));
    assertThat(Http.get(url("/503"), LIMIT)).isEqualTo(new Http.Answer(503, "GET "));
  }

  @Test
  void post_encodesTheForm() throws IOException {
    assertThat(Http.post(url("/200"), Map.of("password", "a&b=c d"), Map.of(), LIMIT).body())
        .isEqualTo("POST password=a%26b%3Dc+d");
  }

  @Test
  void answers_onlyWith200() {
    assertThat(Http.answers(url("/200"), LIMIT)).isTrue();
    assertThat(Http.answers(url("/204"), LIMIT)).isFalse();
    assertThat(Http.answers(url("/503"), LIMIT)).isFalse();
    assertThat(Http.answers("http://127.0.0.1:1/", LIMIT)).isFalse();
  }

  @Test
  void requests_toNobodySaySo() {
    assertThatThrownBy(() -> Http.get("http://127.0.0.1:1/", LIMIT))
        .hasMessageContaining("nothing answers at http://127.0.0.1:1/");
    assertThatThrownBy(() -> Http.post("http://127.0.0.1:1/", Map.of("a", "b"), Map.of(), LIMIT))
        .hasMessageContaining("nothing answers at http://127.0.0.1:1/");
  }

  private static String url(String path) {
    return "http://127.0.0.1:" + SERVER.getAddress().getPort() + path;
  }

  /** Answers with the status in the path, and repeats method and body. */
  private static HttpServer server() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer =
                (exchange.getRequestMethod() + " " + body).getBytes(StandardCharsets.UTF_8);
            int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(status, status == 204 ? -1 : answer.length);
            if (status != 204) {
              exchange.getResponseBody().write(answer);
            }
            exchange.close();
          });
      return server;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
