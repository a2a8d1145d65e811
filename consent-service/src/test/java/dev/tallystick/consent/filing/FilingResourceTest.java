package dev.tallystick.consent.filing;

import static dev.tallystick.consent.World.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Filed;
import dev.tallystick.consent.World;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class FilingResourceTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  @Test
  void plan_isLoggedInVersionsUnderItsId() {
    // Of later, so that the plan of the other tests goes on counting.
    Instant later = Instant.now().plus(Duration.ofDays(400));
    Response first =
        created(
            Api.post(world.bureau.token(), "/v1/plans", Filed.plan(List.of("FOOD.ORDER"), later)));
    String plan = first.path("id");
    JsonObject next =
        Agreed.with(
            Filed.plan(List.of("FOOD.AGGREGATE"), later), Map.of("plan", JsonString.of(plan)));

    Response second = created(Api.post(world.bureau.token(), "/v1/plans", next));

    assertThat(second.<Integer>path("version")).isEqualTo(2);
    JsonObject data = log.entries().get(second.path("index")).event().data();
    assertThat(data.getString("party")).isEqualTo(world.bureau.id());
    assertThat(data.getArray("categories"))
        .isEqualTo(JsonArray.ofStrings(List.of("FOOD.AGGREGATE")));
  }

  @Test
  void plan_ofAnotherRoleOrPartyIsRefused() {
    assertThat(Api.post(world.bank.token(), "/v1/plans", Filed.plan()).path("code").toString())
        .as("a lender collects nothing")
        .isEqualTo("FILING_NOT_YOURS");
    JsonObject foreign = Agreed.with(Filed.plan(), Map.of("plan", JsonString.of(World.id("pla"))));
    assertThat(Api.post(world.bureau.token(), "/v1/plans", foreign).path("code").toString())
        .isEqualTo("FILING_NOT_YOURS");
  }

  @Test
  void assessment_isOfThePartyThatFilesIt() {
    Response filed =
        created(
            Api.post(world.bank.token(), "/v1/assessments", Filed.assessment("LENDER", "LENDER")));

    JsonObject data = log.entries().get(filed.path("index")).event().data();
    assertThat(data.getString("party")).isEqualTo(world.bank.id());
    assertThat(data.getString("assessment")).isEqualTo(filed.path("id"));
  }

  @Test
  void assessment_endsAfterItBegins() {
    JsonObject backwards =
        Agreed.with(
            Filed.assessment("LENDER", "LENDER"),
            Map.of("validTo", JsonString.of("2020-01-01T00:00:00.000Z")));

    assertThat(Api.post(world.bank.token(), "/v1/assessments", backwards).path("code").toString())
        .isEqualTo("PERIOD_INVALID");
  }
}
