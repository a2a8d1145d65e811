package dev.tallystick.vault.link;

import static dev.tallystick.vault.link.LinkScene.get;
import static dev.tallystick.vault.link.LinkScene.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sources are compared by person: one knows the customer number, another the identity card. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class LinkedConflictTest {
  private static final String CATEGORY = "ACCOUNT.BALANCE";
  private static final String UNLINK = "/v1/me/identity-claims/{id}/unlinking";

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private LinkScene scene;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    scene = new LinkScene(log, consent);
  }

  private String ofCard(int balance) {
    return deposit(scene.ride, PartyDesk.line(scene.card, CATEGORY, ""), balance);
  }

  private String ofNumber(int balance) {
    String line =
        PartyDesk.line(scene.number, CATEGORY, "")
            .replace("\"scheme\":\"ID_CARD\"", "\"scheme\":\"CUSTOMER_NO\"");
    return deposit(scene.mall, line, balance);
  }

  private static String deposit(PartyDesk platform, String line, int balance) {
    String fields =
        "{\"account\":\"a-1\",\"asOf\":\"2026-02-28\",\"balance\":%d,\"currency\":\"CNY\"}"
            .formatted(balance);
    return platform.deposit(line.replace("{\"band\":\"B3\"}", fields)).get(0).getString("record");
  }

  private static boolean isMarked(String token, String record) {
    return get(token, "/v1/me/records")
        .jsonPath()
        .getBoolean("records.find { it.record == '" + record + "' }.sourceConflict");
  }

  private List<String> states() {
    return scene.logged("record.annotated").stream()
        .map(entry -> entry.event().data())
        .map((JsonObject data) -> data.getString("provider") + " " + data.getString("state"))
        .sorted()
        .toList();
  }

  @Test
  void r39_sourcesUnderTwoLinkedIdentifiers_conflict_andAfterUnlinkingNot() {
    String card = ofCard(100);
    String number = ofNumber(200);
    assertThat(isMarked(scene.cardOnly(), card)).as("two persons").isFalse();

    String claim = scene.link();

    assertThat(isMarked(scene.both(), card)).isTrue();
    assertThat(isMarked(scene.both(), number)).isTrue();
    assertThat(states()).containsExactly("mall-east SET", "ride-west SET");

    post(scene.numberOnly(), UNLINK, Map.of("reason", "WRONG_PERSON"), claim)
        .then()
        .statusCode(200);

    assertThat(isMarked(scene.cardOnly(), card)).as("two persons again").isFalse();
    assertThat(isMarked(scene.numberOnly(), number)).isFalse();
    assertThat(states())
        .containsExactly(
            "mall-east REMOVED", "mall-east SET", "ride-west REMOVED", "ride-west SET");
  }

  @Test
  void depositAfterTheLink_isComparedWithWhatIsUnderTheOtherToken() {
    String card = ofCard(100);
    String claim = scene.link();

    String number = ofNumber(200);

    assertThat(claim).isNotEmpty();
    assertThat(isMarked(scene.both(), card)).isTrue();
    assertThat(isMarked(scene.both(), number)).isTrue();
  }

  @Test
  void sourcesThatAgree_areNotMarkedByTheLink() {
    String card = ofCard(100);
    String number = ofNumber(100);

    String claim = scene.link();

    assertThat(claim).isNotEmpty();
    assertThat(isMarked(scene.both(), card)).isFalse();
    assertThat(isMarked(scene.both(), number)).isFalse();
    assertThat(states()).isEmpty();
  }
}
