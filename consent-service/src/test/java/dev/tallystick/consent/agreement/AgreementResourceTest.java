package dev.tallystick.consent.agreement;

import static dev.tallystick.consent.Agreed.with;
import static dev.tallystick.consent.World.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Api;
import dev.tallystick.consent.World;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class AgreementResourceTest {
  private static final JsonObject GROUND = JsonObject.builder().put("ground", "over").build();

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  @Test
  void file_anewUnderItsId_isItsNextVersion() {
    String id = World.id("agr");
    JsonObject first =
        world.agreement(id, World.supplyClauses(), List.of(world.mall, world.bureau));
    JsonObject second =
        world.agreement(id, World.supplyClauses(), List.of(world.bureau, world.mall));

    Response filed = created(Api.post(world.mall.token(), "/v1/agreements", first));
    Response again = created(Api.post(world.bureau.token(), "/v1/agreements", second));

    assertThat((int) filed.path("version")).isEqualTo(1);
    assertThat((int) again.path("version")).isEqualTo(2);
    assertThat(
            Api.get(world.mall.token(), "/v1/parties/mall-east").<List<String>>path("agreements"))
        .contains(id);
  }

  @Test
  void file_withoutOneClause_namesIt() {
    for (String clause : World.supplyClauses()) {
      List<String> others = new ArrayList<>(World.supplyClauses());
      others.remove(clause);

      Response answer = Api.post(world.mall.token(), "/v1/agreements", world.agreement(others));

      assertThat(answer.statusCode()).as(clause).isEqualTo(422);
      assertThat(answer.path("code").toString()).isEqualTo("AGREEMENT_INCOMPLETE");
      assertThat(answer.path("ruleId").toString()).isEqualTo("R06");
      assertThat(answer.<List<String>>path("missing")).containsExactly(clause);
      JsonObject denied = log.entries().get(answer.path("auditIndex")).event().data();
      assertThat(denied.getString("step")).isEqualTo("AGREEMENT");
      assertThat(denied.getString("caller")).isEqualTo(world.mall.id());
    }
  }

  @Test
  void r09_exitIsPresentedByTheRegulatorWithItsApproval() {
    JsonObject exit =
        with(
            world.agreement(World.supplyClauses()),
            Map.of("kind", JsonString.of("EXIT"), "approvalRef", JsonString.of("A-7")));

    Response own = Api.post(world.bureau.token(), "/v1/agreements", exit);

    assertThat(own.statusCode()).isEqualTo(409);
    assertThat(own.path("code").toString()).isEqualTo("EXIT_APPROVAL_MISSING");
    assertThat(own.path("ruleId").toString()).isEqualTo("R09");
    Response regulators = Api.post(world.authority.token(), "/v1/agreements", exit);
    assertThat(regulators.path("ruleId").toString())
        .as("approved, and still not between two bureaus")
        .isEqualTo("PARTY");
  }

  @Test
  void file_withOneSignature_isRefused() {
    JsonObject one = world.agreement(World.id("agr"), World.supplyClauses(), List.of(world.mall));

    Response answer = Api.post(world.mall.token(), "/v1/agreements", one);

    assertThat(answer.path("code").toString()).isEqualTo("SIGNATURE_MISSING");
  }

  @Test
  void file_underAnotherIdThanSigned_isRefused() {
    JsonObject other =
        with(
            world.agreement(World.supplyClauses()),
            Map.of("agreement", JsonString.of(World.id("agr"))));

    Response answer = Api.post(world.mall.token(), "/v1/agreements", other);

    assertThat(answer.path("code").toString()).isEqualTo("SIGNATURE_MISMATCH");
  }

  @Test
  void file_ofOthers_isRefused() {
    Response answer =
        Api.post(world.ride.token(), "/v1/agreements", world.agreement(World.supplyClauses()));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.path("code").toString()).isEqualTo("NOT_YOUR_PARTY");
  }

  @Test
  void terminate_byEitherSide_endsIt() {
    String id =
        created(
                Api.post(
                    world.authority.token(),
                    "/v1/agreements",
                    world.agreement(World.supplyClauses())))
            .path("agreement");

    Response stranger =
        Api.post(world.ride.token(), "/v1/agreements/" + id + "/termination", GROUND);
    created(Api.post(world.bureau.token(), "/v1/agreements/" + id + "/termination", GROUND));
    Response again = Api.post(world.mall.token(), "/v1/agreements/" + id + "/termination", GROUND);

    assertThat(stranger.statusCode()).isEqualTo(404);
    assertThat(again.path("code").toString()).isEqualTo("AGREEMENT_TERMINATED");
    Response revived =
        Api.post(
            world.mall.token(),
            "/v1/agreements",
            world.agreement(id, World.supplyClauses(), List.of(world.mall, world.bureau)));
    assertThat(revived.path("code").toString()).isEqualTo("AGREEMENT_TERMINATED");
  }
}
