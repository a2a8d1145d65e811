package dev.tallystick.consent.pack;

import static dev.tallystick.consent.World.created;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Api;
import dev.tallystick.consent.World;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class PackResourceTest {
  private static final String EARLY = "2026-01-01T00:00:00.000Z";

  private static final String YAML = "application/yaml";

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;

  @Inject Packs packs;
  @Inject RulePackRepository repository;

  @Inject Clock clock;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  @Test
  void list_showsShippedPacksAndSinceWhenTheyDecide() {
    Response answer = given().get("/v1/packs");

    assertThat(answer.path("packs[0].pack").toString()).isEqualTo("cn-2022");
    assertThat(answer.<List<String>>path("packs[0].activations"))
        .contains("2022-01-01T00:00:00.000Z");
    assertThat(answer.path("packs[0].disclaimer").toString()).contains("Not legal advice");
  }

  @Test
  void get_givesExactlyTheBytesThatTheLogNames() {
    String digest = log.entries("pack.activated").get(0).event().data().getString("digest");

    Response answer = given().get("/v1/packs/" + digest);

    assertThat(answer.contentType()).startsWith(YAML);
    assertThat(Hash.sha256(answer.asByteArray()).hex()).isEqualTo(digest);
    assertThat(given().get("/v1/packs/" + "0".repeat(64)).statusCode()).isEqualTo(404);
  }

  @Test
  void add_keepsThePackAndActivationLogsIt() {
    // Of another family, so that nothing else of these tests is decided by it.
    String yaml =
        new String(ShippedPacks.get("cn-2022").yaml(), UTF_8)
            .replace("pack: cn-2022", "pack: elsewhere-2026")
            .replace("family: cn", "family: elsewhere");

    Response added = created(post(world.authority.token(), yaml));
    int index = world.activate("elsewhere-2026", "2026-01-01T00:00:00.000Z");

    String digest = added.path("digest");
    assertThat(digest).isEqualTo(Hash.sha256(yaml.getBytes(UTF_8)).hex());
    assertThat(given().get("/v1/packs/" + digest).asString()).isEqualTo(yaml);
    JsonObject logged = log.entries().get(index).event().data();
    assertThat(logged.getString("digest")).isEqualTo(digest);
    assertThat(logged.getString("family")).isEqualTo("elsewhere");
    assertThat(repository.findYaml(digest)).isPresent();
    assertThat(packs.find(Hash.fromHex(digest))).isPresent();
  }

  /** What the pack in force no longer reads may be forgotten, so the next one may not read it. */
  @Test
  void activate_ofAPackThatLooksBackFurther_isRefused() {
    String first =
        new String(ShippedPacks.get("cn-2022").yaml(), UTF_8)
            .replace("pack: cn-2022", "pack: farther-1")
            .replace("family: cn", "family: farther");
    String farther = first.replace("pack: farther-1", "pack: farther-2").replace("P730D", "P731D");
    String nearer = first.replace("pack: farther-1", "pack: farther-3").replace("P730D", "P729D");
    for (String yaml : List.of(first, farther, nearer)) {
      created(post(world.authority.token(), yaml));
    }
    assertThat(world.activate("farther-1", EARLY)).isNotNegative();

    Response refused = world.propose("farther-2", EARLY);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.path("code").toString()).isEqualTo("PACK_LOOKS_BACK_FURTHER");
    assertThat(world.activate("farther-3", now())).isNotNegative();
  }

  private String now() {
    return Timestamps.format(clock.instant().toEpochMilli());
  }

  @Test
  void activate_forThePast_isRefusedWhereAnotherPackDecides() {
    int before = log.entries("approval.proposed").size();
    for (String past : List.of("2022-01-01T00:00:00.000Z", "2021-12-31T23:59:59.999Z")) {
      Response refused = world.propose("cn-2025", past);

      assertThat(refused.statusCode()).as(past).isEqualTo(409);
      assertThat(refused.path("code").toString()).isEqualTo("PACK_ACTIVATION_PAST");
      assertThat(refused.path("field").toString()).isEqualTo("effectiveFrom");
    }
    assertThat(log.entries("approval.proposed")).as("nothing is logged").hasSize(before);
  }

  @Test
  void add_ofNoPack_isRefusedByPath() {
    Response answer = post(world.authority.token(), "pack: x\n");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.path("code").toString()).isEqualTo("PACK_INVALID");
    assertThat(answer.path("rule").toString()).isNotBlank();
  }

  @Test
  void activate_ofAnUnknownPack_isNotFound() {
    Response answer =
        Api.post(
            world.authority.token(),
            "/v1/packs/nowhere-1999/activation",
            JsonObject.builder().put("effectiveFrom", "2026-01-01T00:00:00.000Z").build());

    assertThat(answer.path("code").toString()).isEqualTo("PACK_UNKNOWN");
  }

  private static Response post(String token, String yaml) {
    return given()
        .auth()
        .oauth2(token)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType(YAML)
        .body(yaml.getBytes(UTF_8))
        .post("/v1/packs");
  }
}
