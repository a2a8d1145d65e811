package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageCommandTest {
  private static final String ANSWER =
      """
      {"size":20,"acknowledged":true,
       "release":{"event":"e2","release":"rel_2","index":14,"recordedAt":"2026-01-02T03:04:05.006Z",
         "step":"RELEASE_2","from":"bureau-north","to":"bank-riverside","product":"prd_1",
         "fee":{"amount":800,"currency":"CNY","tariff":"trf_1","line":"base"},
         "acknowledged":{"event":"e3","index":15}},
       "up":[{"event":"e1","release":"rel_1","index":12,"from":"shop-lantern","to":"bureau-north",
         "distance":1}],
       "down":[]}
      """;

  @TempDir private Path folder;

  @Test
  void savedAnswer_isToldUpAndDown() throws IOException {
    Path file = folder.resolve("lineage.json");
    Files.writeString(file, ANSWER);

    Run run = Run.tally("lineage", file.toString());

    assertThat(run.out().lines())
        .contains(
            "rel_2  bureau-north to bank-riverside, 2026-01-02T03:04:05.006Z, entry 14, as prd_1,"
                + " for 8.00 CNY, acknowledged",
            "It was made from:",
            "  rel_1  shop-lantern to bureau-north, entry 12",
            "Nothing that you may see was made of it.",
            "Nothing of this is checked: tally audit does that.");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void id_isAskedForWithTheTokenOfTheFile() throws IOException {
    AtomicReference<String> asked = new AtomicReference<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String token = exchange.getRequestHeaders().getFirst("Authorization");
          asked.set(exchange.getRequestURI() + " " + token);
          byte[] body = ANSWER.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();

      Run run =
          Run.tallyWithInput(
              "a-token\n".getBytes(UTF_8),
              "lineage",
              "rel_2",
              "--token-file",
              "-",
              "--audit-url",
              url);

      assertThat(run.out()).contains("shop-lantern to bureau-north");
      assertThat(asked.get()).isEqualTo("/v1/lineage/rel_2 Bearer a-token");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anythingElse_cannotBeTold() throws IOException {
    Path file = folder.resolve("other.json");
    Files.writeString(file, "{\"up\":[]}");

    assertThat(Run.tally("lineage", file.toString()).exitCode()).isEqualTo(2);
    assertThat(Run.tally("lineage", "rel_2").out()).contains("needs --token-file");
    assertThat(Run.tally("lineage", "../x", "--token-file", "t").out()).contains("no id of");
    assertThat(Run.tally("lineage", "rel_2", "--token-file", folder.resolve("t").toString()).out())
        .contains("cannot tell");
  }
}
