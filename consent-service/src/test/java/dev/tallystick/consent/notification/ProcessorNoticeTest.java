package dev.tallystick.consent.notification;

import static dev.tallystick.consent.World.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Filed;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.Released;
import dev.tallystick.consent.World;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A processor acts on an instruction on file, with its own hands, and gives back at the end. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ProcessorNoticeTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private Organisation cloud;
  private final String person = World.person();

  @Inject NotifyHoldersJob notifyHolders;
  @Inject LiveState state;

  @BeforeEach
  void signUp() {
    world = World.in(log);
    cloud = world.registerProcessor();
  }

  private Response file(JsonObject agreement) {
    return Api.post(world.bank.token(), "/v1/agreements", agreement);
  }

  @Test
  void r31_agreementWithAProcessorIsFiled_withoutSubprocessing() {
    JsonObject agreement = Filed.processing(world.bank, cloud, "I-1");

    Response passedOn = file(Agreed.with(agreement, Map.of("subprocessing", JsonBoolean.of(true))));
    assertThat(passedOn.statusCode()).as(passedOn.asString()).isEqualTo(403);
    assertThat(passedOn.path("code").toString()).isEqualTo("SUBPROCESSING_PROHIBITED");
    assertThat(passedOn.path("ruleId").toString()).isEqualTo("R31");
    Response aimless = file(agreement.without(java.util.Set.of("instruction")));
    assertThat(aimless.statusCode()).isEqualTo(422);
    assertThat(aimless.path("field").toString()).isEqualTo("instruction");
    created(file(agreement));

    JsonObject filed =
        log.entries("agreement.filed").stream()
            .map(entry -> entry.event().data())
            .filter(data -> data.getString("receiver").equals(cloud.id()))
            .findFirst()
            .orElseThrow();
    assertThat(filed.getString("instruction")).isEqualTo("I-1");
    assertThat(filed.getBoolean("subprocessing")).isFalse();
  }

  @Test
  void r31_atTheEndTheProcessorIsToldToReturnOrDelete_andCertifiesIt() {
    String agreement = created(file(Filed.processing(world.bank, cloud, "I-1"))).path("agreement");
    String first = id(Released.processed(world, person, world.bank, cloud));
    String second = id(Released.processed(world, person, world.bank, cloud));

    created(
        Api.post(
            world.bank.token(),
            "/v1/agreements/" + agreement + "/termination",
            JsonObject.builder().put("ground", "the work is done").build()));
    state.fresh(Duration.ofSeconds(30));
    notifyHolders.run();

    List<ScriptedEvent> told =
        log.entries("downstream.notified").stream()
            .filter(entry -> entry.event().data().getString("to").equals(cloud.id()))
            .toList();
    assertThat(told).hasSize(1);
    JsonObject notice = told.get(0).event().data();
    assertThat(notice.getString("change")).isEqualTo("WITHDRAWN");
    assertThat(notice.getString("release")).isEqualTo(second);
    assertThat(notice.getArray("earlier")).isEqualTo(JsonArray.ofStrings(List.of(first)));
    String token = dev.tallystick.consent.Tokens.party("platform", cloud.id());
    assertThat(Api.get(token, "/v1/duties").<List<String>>path("duties.kind"))
        .contains("STOP_NOTICE");

    JsonObject destruction =
        JsonObject.builder()
            .put("subject", person)
            .put("releases", JsonArray.ofStrings(List.of(first, second)))
            .put("reason", "TERM_ENDED")
            .put("certificate", "33".repeat(32))
            .build();
    Response others = Api.post(world.ride.token(), "/v1/destructions", destruction);
    assertThat(others.path("code").toString()).isEqualTo("RELEASE_NOT_HELD");
    created(Api.post(token, "/v1/destructions", destruction));
    state.fresh(Duration.ofSeconds(30));
    assertThat(state.current().release(first).orElseThrow().destroyed()).isTrue();
    Response again = Api.post(token, "/v1/destructions", destruction);
    assertThat(again.path("code").toString()).isEqualTo("RELEASE_NOT_HELD");
  }

  private static String id(ScriptedEvent entry) {
    return entry.event().id().toString();
  }
}
