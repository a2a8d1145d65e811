package dev.tallystick.vault.deposit;

import static dev.tallystick.vault.PartyDesk.idCard;
import static dev.tallystick.vault.PartyDesk.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a platform hands in is judged by the rules about its content. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class DepositRulesTest {
  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private PartyDesk mall;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    consent.reset();
    mall = new PartyDesk("mall-east", "platform", consent);
  }

  @Test
  void r33_adverseLineOfWhomNobodyTold_isRefused() {
    assertRefused(
        line(idCard(), "BNPL.PERFORMANCE", ",\"adverse\":true"), "ADVERSE_NOTICE_MISSING", "R33");
  }

  @Test
  void r37_derivedLineWithoutInputs_isRefused() {
    assertRefused(line(idCard(), "DERIVED.SCORE", ""), "LINEAGE_MISSING", "R37");
  }

  @Test
  void r37_lineWithoutASource_isRefused() {
    assertRefused(
        line(idCard(), "SHOPPING.AGGREGATE", "").replace("own order system", " "),
        "PROVENANCE_MISSING",
        "R37");
  }

  private void assertRefused(String line, String code, String rule) {
    JsonObject answer = PartyDesk.lines(mall.importLines(line)).get(0);

    assertThat(answer.findString("code")).contains(code);
    assertThat(answer.findString("ruleId")).contains(rule);
  }
}
