package dev.tallystick.vault.deposit;

import static dev.tallystick.vault.PartyDesk.idCard;
import static dev.tallystick.vault.PartyDesk.line;
import static dev.tallystick.vault.PartyDesk.lines;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chunks that arrive side by side, and chunks whose connection is cut on the way. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class ImportConnectionsTest {
  @Inject DataSource database;
  @Inject VaultConfig.Import config;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private Rows rows;
  private PartyDesk mall;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    consent.reset();
    rows = new Rows(database);
    mall = new PartyDesk("mall-east", "platform", consent);
  }

  private static String order() {
    return line(idCard(), "SHOPPING.AGGREGATE", "");
  }

  /** Asks again until the answer is as awaited: connections begin and end when they do. */
  private static Response await(Callable<Response> asked, int status) {
    return Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(asked, answer -> answer.statusCode() == status);
  }

  private static void await(Callable<Boolean> condition) {
    Rows.await(condition);
  }

  @Test
  void oneChunkTooMany_isToldToComeAgain_andKeepsNothing() throws Exception {
    List<HeldUpload> held = new ArrayList<>();
    try {
      // Half of the lanes are the most that one platform gets; two others take the rest.
      for (int i = 0; i < config.atOnce() / 2; i++) {
        String ours = PartyDesk.key();
        held.add(HeldUpload.begin(mall.token(), ours, order()));
        // Else the next request might be in before this one.
        await(() -> rows.chunksOf(ours) == 1);
      }
      for (String other : List.of("ride-west", "pay-south")) {
        PartyDesk desk = new PartyDesk(other, "platform", consent);
        held.add(HeldUpload.begin(desk.token(), PartyDesk.key(), order()));
      }
      Response refused = await(() -> mall.importLines(order()), 503);
      String key = PartyDesk.key();
      Response another = mall.importUnder(key, order());

      assertThat(refused.<String>path("code")).isEqualTo("IMPORTS_BUSY");
      assertThat(refused.header("Retry-After")).isEqualTo("2");
      assertThat(another.statusCode()).isEqualTo(503);
      assertThat(rows.chunksOf(key)).isZero();
    } finally {
      for (HeldUpload upload : held) {
        upload.close();
      }
    }

    Response after = await(() -> mall.importLines(order()), 200);
    assertThat(lines(after)).hasSize(2);
  }

  @Test
  @SuppressWarnings("try") // It is there to be held up.
  void chunkThatIsCutOff_isSentAgainUnderItsKey_andIsThereOnce() throws Exception {
    String key = PartyDesk.key();
    String first = order();
    String second = order();
    byte[] whole = (first + "\n" + second).getBytes(UTF_8);
    try (HeldUpload upload = HeldUpload.begin(mall.token(), key, first)) {
      await(() -> rows.chunksOf(key) == 1);
      Response meanwhile = mall.importAt(key, 0, "identity", whole);

      assertThat(meanwhile.statusCode()).isEqualTo(409);
      assertThat(meanwhile.<String>path("code")).isEqualTo("IDEMPOTENCY_KEY_IN_USE");
      assertThat(mall.importState(key).<Integer>path("next")).isZero();
    }

    Response again = await(() -> mall.importAt(key, 0, "identity", whole), 200);

    assertThat(lines(again)).hasSize(3);
    assertThat(lines(again).get(0).getString("result")).isEqualTo("STORED");
    assertThat(lines(again).get(1).getString("result")).isEqualTo("STORED");
  }
}
