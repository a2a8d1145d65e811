package dev.tallystick.consent.destruction;

import static dev.tallystick.consent.Agreed.with;
import static dev.tallystick.consent.World.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Filed;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.Released;
import dev.tallystick.consent.World;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bureau that closes destroys with an approval and a certificate, or not at all (R09). */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class DestructionResourceTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private final String person = World.person();

  @Inject LiveState state;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  private JsonObject exit() {
    String consent = Agreed.provide(world.mall, world.bureau).give(person);
    Response permit = Questions.ask(new Questions(world).release1(person));
    String release =
        Released.supply(world, person, consent, permit.path("decision")).event().id().toString();
    state.fresh(Duration.ofSeconds(30));
    return JsonObject.builder()
        .put("subject", person)
        .put("releases", JsonArray.ofStrings(List.of(release)))
        .put("reason", "EXIT")
        .put("certificate", "44".repeat(32))
        .build();
  }

  @Test
  void r09_exitWithoutAnApproval_destroysNothingOnRecord() {
    JsonObject exit = exit();
    for (JsonObject asked : List.of(exit, with(exit, approval("A-unknown")))) {
      Response refused = Api.post(world.bureau.token(), "/v1/destructions", asked);
      assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(409);
      assertThat(refused.path("code").toString()).isEqualTo("EXIT_APPROVAL_MISSING");
      assertThat(refused.path("ruleId").toString()).isEqualTo("R09");
      JsonObject denied = log.entries().get(refused.path("auditIndex")).event().data();
      assertThat(denied.getString("step")).isEqualTo("EXIT");
    }

    JsonObject regulators =
        with(
            exit,
            Map.of("approvalRef", JsonString.of("A-9"), "party", JsonString.of(world.bureau.id())));
    Response done = created(Api.post(world.authority.token(), "/v1/destructions", regulators));
    JsonObject destroyed = log.entries().get(done.path("index")).event().data();
    assertThat(destroyed.getString("party")).isEqualTo(world.bureau.id());
    assertThat(destroyed.getString("approvalRef")).isEqualTo("A-9");
    assertThat(destroyed.getString("certificate")).isEqualTo("44".repeat(32));
  }

  @Test
  void r09_exitUnderTheFiledApproval_isTheBureausOwnToCertify() {
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    Organisation taking = Organisation.draw("bureau-" + suffix, "BUREAU", "Bureau " + suffix);
    world.register(taking);
    created(
        Api.post(
            world.authority.token(),
            "/v1/agreements",
            Filed.exit(world.bureau, taking, "A-" + suffix)));
    JsonObject exit = exit();

    created(
        Api.post(world.bureau.token(), "/v1/destructions", with(exit, approval("A-" + suffix))));

    Response others =
        Api.post(world.bank.token(), "/v1/destructions", with(exit(), approval("A-" + suffix)));
    assertThat(others.path("code").toString()).isEqualTo("RELEASE_NOT_HELD");
  }

  private static Map<String, JsonValue> approval(String ref) {
    return Map.of("approvalRef", JsonString.of(ref));
  }
}
