package dev.tallystick.consent.denial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Questions;
import dev.tallystick.consent.World;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.party.DepositStatement;
import dev.tallystick.rules.audit.DecisionAudit;
import dev.tallystick.rules.audit.SignedClaims;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refused deposit tells in the log what it rested on, so that anybody can decide it anew. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class DepositDenialTest {
  private static final String CHUNK = "chk_019c12e7-4b9d-7f25-9fe0-46f9e9261e89";

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject Packs packs;

  private World world;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  @Test
  void mistypedAgreement_leavesARefusalThatAuditsCanDecide() {
    String mistyped = World.id("agr");

    Response refused = Questions.ask(deposit(mistyped));

    assertThat(refused.path("outcome").toString()).as(refused.asString()).isEqualTo("DENY");
    assertThat(refused.path("code").toString()).isEqualTo("AGREEMENT_NOT_FILED");
    int index = refused.path("auditIndex");
    DecisionAudit audit = new DecisionAudit(packs, SignedClaims.unverified());
    List<DecisionAudit.Finding> found = new ArrayList<>();
    for (ScriptedEvent entry : log.entries()) {
      audit
          .accept(
              LoggedEvent.of(
                  entry.index(),
                  entry.recordedMillis(),
                  entry.event().stub(),
                  Optional.of(entry.event().body().toJson())),
              entry.event().internal())
          .filter(finding -> finding.index() == index)
          .ifPresent(found::add);
    }
    assertThat(found)
        .containsExactly(new DecisionAudit.Finding(index, DecisionAudit.Verdict.HOLDS, List.of()));
  }

  private JsonObject deposit(String agreement) {
    DepositStatement signed =
        new DepositStatement(world.mall.claims("data-vault"), CHUNK, agreement, 1, Hash.sha256());
    return JsonObject.builder()
        .put("step", "DEPOSIT")
        .put("dryRun", false)
        .put("request", signed.sign(world.mall.keys().signingKey()))
        .put("requestType", "deposit+jws")
        .put("caller", world.mall.id())
        .put("from", world.mall.id())
        .put("agreement", agreement)
        .put("recordCategories", JsonArray.ofStrings(List.of("SHOPPING.AGGREGATE")))
        .build();
  }
}
