package dev.tallystick.vault.deposit;

import static dev.tallystick.vault.PartyDesk.idCard;
import static dev.tallystick.vault.PartyDesk.line;
import static dev.tallystick.vault.PartyDesk.lines;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.BoundRequests;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A platform that holds imports up: by many connections, by slow ones, by bodies of no use. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class SlowImportTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject DataSource database;
  @Inject VaultConfig.Import config;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private Rows rows;
  private PartyDesk mall;
  private PartyDesk ride;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    consent.reset();
    rows = new Rows(database);
    mall = new PartyDesk("mall-east", "platform", consent);
    ride = new PartyDesk("ride-west", "platform", consent);
  }

  private static String order() {
    return line(idCard(), "SHOPPING.AGGREGATE", "");
  }

  @Test
  void slowConnectionsOfOnePlatform_stopNoOther_andEndByThemselves() throws Exception {
    List<HeldUpload> held = new ArrayList<>();
    try {
      for (int i = 0; i < config.atOnce(); i++) {
        held.add(HeldUpload.begin(mall.token(), PartyDesk.key(), order()));
      }
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> mall.importLines(order()).statusCode() == 503);

      Response others = ride.importLines(order());

      assertThat(others.statusCode()).as(others.asString()).isEqualTo(200);
      // Nobody closes them: they are too slow.
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> mall.importLines(order()).statusCode() == 200);
    } finally {
      for (HeldUpload upload : held) {
        upload.close();
      }
    }
  }

  @Test
  void chunkThatDrips_isAnsweredWith408_andKeepsNothing() throws Exception {
    String key = PartyDesk.key();
    try (HeldUpload drip = HeldUpload.begin(mall.token(), key, order())) {
      Rows.await(() -> rows.chunksOf(key) == 1);

      assertThat(drip.answerWhileDripping(PATIENCE)).startsWith("HTTP/1.1 408 ");

      Rows.await(() -> rows.chunksOf(key) == 0);
    }
  }

  @Test
  void agreementThatIsOver_isRefusedBeforeAnythingIsSent() throws Exception {
    consent.endAgreements();
    // Nobody remembers that there was one.
    TestClock.get().pass(Duration.ofMinutes(1));
    URI uri = URI.create("http://localhost/v1/records:import");
    Map<String, String> bound = BoundRequests.proofs().headers("POST", uri, mall.token());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write(
              """
              POST /v1/records:import?agreement=%s HTTP/1.1\r
              Host: localhost\r
              Authorization: %s\r
              DPoP: %s\r
              Content-Type: application/x-ndjson\r
              Idempotency-Key: %s\r
              Content-Length: 1000000\r
              \r
              """
                  .formatted(
                      ScriptedConsent.AGREEMENT,
                      bound.get("Authorization"),
                      bound.get("DPoP"),
                      PartyDesk.key())
                  .getBytes(US_ASCII));

      String answer = new String(socket.getInputStream().readNBytes(600), UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 403 ").contains("AGREEMENT_NOT_IN_FORCE");
    }
  }

  @Test
  void agreementOfAnother_isRefused_untilThereIsOne() {
    consent.endAgreements();
    TestClock.get().pass(Duration.ofMinutes(1));

    Response refused = ride.importLines(order());

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.<String>path("code")).isEqualTo("AGREEMENT_NOT_IN_FORCE");
    consent.reset();
    assertThat(lines(ride.importLines(order()))).hasSize(2);
  }

  @Test
  void suspendedPlatform_isRefused() {
    TestClock.get().pass(Duration.ofMinutes(1));
    consent.suspend("ride-west");

    Response refused = ride.importLines(order());

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.<String>path("code")).isEqualTo("PARTY_NOT_ADMITTED");
  }

  /** By the protocol that carries a body without saying how long it is. */
  @Test
  void http2WithoutTls_isNotSpoken() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
      // An empty SETTINGS frame, with which a client goes on.
      socket.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});

      byte[] answer = beginning(socket);

      assertThat(answer.length > 3 && answer[3] == 4).as("a SETTINGS frame").isFalse();
    }
  }

  private static byte[] beginning(Socket socket) throws IOException {
    try {
      return socket.getInputStream().readNBytes(9);
    } catch (SocketTimeoutException e) {
      return new byte[0];
    }
  }
}
