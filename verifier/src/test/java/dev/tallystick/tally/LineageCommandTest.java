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
import java.util.stream.Stream;
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
       "deposits":[{"event":"e0","from":"shop-lantern","chunk":"chk_1","index":3,"distance":2}],
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
            "The records came in:",
            "  chk_1  by shop-lantern, entry 3",
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

  private static final String IMPACT =
      """
      {"size":40,"complete":false,"earlier":7,
       "counts":{"releases":2,"steps":{"RELEASE_1":1,"RELEASE_2":1},"people":1,"deposits":1,"held":1,
         "acknowledged":1,"undelivered":0,"destroyed":1},
       "sources":[{"party":"shop-lantern","releases":1}],
       "holders":[{"party":"bank-riverside","releases":1,"held":0,"told":false}],
       "deposits":[{"event":"e0","from":"shop-lantern","chunk":"chk_1","index":3,
         "recordedAt":"2026-01-01T03:04:05.006Z"}],
       "releases":[{"event":"e1","release":"rel_1","index":12,"from":"shop-lantern","to":"bureau-north",
         "distance":0}],
       "next":"AAAA"}
      """;

  /** Each beginning has its own kind, and a person's token is in the body alone. */
  @Test
  void beginnings_areAskedForInTheBody() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "a-token\n");
    Path person = Files.writeString(folder.resolve("person"), "sub_5ciq6vxtulqh6wm2te5ttwo2a4\n");
    try (PartyServer server = new PartyServer()) {
      server.answer("/v1/lineage", 200, IMPACT);
      String[] asked = {"--token-file", token.toString(), "--audit-url", server.url()};

      Run run = Run.tally(with(asked, "lineage", "chk_1", "--limit", "20"));
      assertThat(server.asked("/v1/lineage"))
          .contains("\"from\":\"CHUNK\"", "\"id\":\"chk_1\"", "\"limit\":20", "DOWN");
      assertThat(run.out())
          .contains(
              "2 releases about 1 people, of records from 1 deposits: 1 are held",
              "  shop-lantern  1",
              "  bank-riverside  1, has 0, was not told",
              "  chk_1  by shop-lantern, 2026-01-01T03:04:05.006Z, entry 3",
              "  rel_1  shop-lantern to bureau-north, entry 12",
              "--cursor AAAA",
              "--before 7");
      assertThat(run.exitCode()).isZero();

      Run.tally(with(asked, "lineage", "con_1", "--up", "--before", "7"));
      assertThat(server.asked("/v1/lineage"))
          .contains("CONSENT", "\"direction\":\"UP\"", "\"before\":7");
      Run.tally(with(asked, "lineage", "inq_1"));
      assertThat(server.asked("/v1/lineage")).contains("INQUIRY", "\"id\":\"inq_1\"");
      Run.tally(with(asked, "lineage", "--party", "bank-riverside"));
      assertThat(server.asked("/v1/lineage")).contains("PARTY", "bank-riverside");
      Run.tally(with(asked, "lineage", "--correction", "e9"));
      assertThat(server.asked("/v1/lineage")).contains("CORRECTION", "e9");
      Run.tally(with(asked, "lineage", "--subject-file", person.toString()));
      assertThat(server.asked("/v1/lineage")).contains("SUBJECT", "sub_5ciq6vxtulqh6wm2te5ttwo2a4");
    }
  }

  @Test
  void record_isAskedForAtTheVault() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "a-token\n");
    try (PartyServer server = new PartyServer()) {
      server.answer(
          "/v1/records/rec_1/lineage",
          200,
          """
          {"record":"rec_1","category":"SHOPPING.AGGREGATE","source":"shop-lantern","version":2,"chunk":"chk_1",
           "deposit":"e0","inputs":[],"releases":[{"release":"e1","to":"bureau-north","version":1}]}
          """);

      Run run =
          Run.tally(
              "lineage", "rec_1", "--token-file", token.toString(), "--vault-url", server.url());

      assertThat(run.out())
          .contains(
              "rec_1  SHOPPING.AGGREGATE of shop-lantern, version 2",
              "  came in chk_1, entry of event e0",
              "  went to bureau-north in version 1: tally lineage e1");
    }
  }

  private static String[] with(String[] more, String... first) {
    return Stream.of(first, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void anythingElse_cannotBeTold() throws IOException {
    Path file = folder.resolve("other.json");
    Files.writeString(file, "{\"up\":[]}");

    assertThat(Run.tally("lineage", file.toString()).exitCode()).isEqualTo(2);
    assertThat(Run.tally("lineage", "rel_2").out()).contains("needs --token-file");
    assertThat(Run.tally("lineage").out()).contains("where to begin");
    assertThat(Run.tally("lineage", "rel_2", "--party", "p").out()).contains("where to begin");
    assertThat(Run.tally("lineage", "../x", "--token-file", "t").out()).contains("no id of");
    assertThat(Run.tally("lineage", "rel_2", "--token-file", folder.resolve("t").toString()).out())
        .contains("cannot tell");
  }
}
