package dev.tallystick.consent;

import static dev.tallystick.consent.Questions.ask;
import static dev.tallystick.consent.World.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One person tries to fill the log and the memory; what they stop is taken all the same. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class FloodTest {
  /** Of a person, in a day: a fifth of the default, which would take its time. */
  private static final int APPENDS = 60;

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private Agreed provide;
  private final String person = World.person();
  private final String me = Tokens.citizen(person);

  @BeforeEach
  void signUp() {
    world = World.in(log);
    provide = Agreed.provide(world.mall, world.bureau);
  }

  @Test
  void notice_ofARecipientThatDoesNotExist_isRefusedAndLogsNothing() {
    int before = log.entries().size();
    for (String member : new String[] {"recipient", "discloser"}) {
      JsonObject notice = Agreed.with(provide.notice(), Map.of(member, JsonString.of("no-such")));

      Response refused = Api.post(me, "/v1/notices", notice);

      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.path("code").toString()).isEqualTo("NOTICE_PARTY_UNKNOWN");
      assertThat(refused.path("field").toString()).isEqualTo(member);
    }
    assertThat(log.entries()).hasSize(before);
  }

  @Test
  void person_whoAddsWithoutEnd_isRefused_butMayAlwaysWithdrawAndFreeze() {
    String consent = provide.give(person);
    String key = UUID.randomUUID().toString();
    created(Api.post(me, "/v1/notices", key, provide.notice()));
    Response last = Api.post(me, "/v1/notices", provide.notice());
    int added = 4;
    while (last.statusCode() == 201 && added <= APPENDS) {
      last = Api.post(me, "/v1/notices", provide.notice());
      added++;
    }

    assertThat(added).as("all that the day allows, and no more").isLessThanOrEqualTo(APPENDS + 1);
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.path("code").toString()).isEqualTo("APPEND_QUOTA_EXCEEDED");
    assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 86_400);
    int entries = log.entries().size();
    assertThat(Api.post(me, "/v1/notices", provide.notice()).statusCode()).isEqualTo(429);
    assertThat(Api.post(me, "/v1/notices", key, provide.notice()).statusCode())
        .as("the retry of one that was taken gets its answer")
        .isEqualTo(201);
    assertThat(log.entries()).hasSize(entries);

    String withdrawal = "/v1/consents/" + consent + "/withdrawal";
    created(Api.post(me, withdrawal, JsonObject.EMPTY));
    created(Api.post(me, "/v1/me/freeze", JsonObject.EMPTY));
    entries = log.entries().size();
    for (int i = 0; i < 20; i++) {
      assertThat(Api.post(me, withdrawal, JsonObject.EMPTY).statusCode()).isEqualTo(200);
      assertThat(Api.post(me, "/v1/me/freeze", JsonObject.EMPTY).statusCode()).isEqualTo(200);
    }
    assertThat(log.entries()).as("repeats add nothing").hasSize(entries);
    Response decision = ask(new Questions(world).release1(person));
    assertThat(decision.path("outcome").toString()).isEqualTo("DENY");
  }

  @Test
  void lifting_isWhatIsLimited_andTheFreezeHolds() {
    provide.give(person);
    for (int i = 0; i < 5; i++) {
      created(Api.post(me, "/v1/me/freeze", JsonObject.EMPTY));
      created(Api.post(me, "/v1/me/freeze/lift", JsonObject.EMPTY));
    }
    created(Api.post(me, "/v1/me/freeze", JsonObject.EMPTY));
    int entries = log.entries().size();

    Response refused = Api.post(me, "/v1/me/freeze/lift", JsonObject.EMPTY);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.path("code").toString()).isEqualTo("FREEZE_LIFT_QUOTA_EXCEEDED");
    assertThat(refused.header("Retry-After")).isNotNull();
    assertThat(Api.post(me, "/v1/me/freeze", JsonObject.EMPTY).statusCode()).isEqualTo(200);
    assertThat(log.entries()).hasSize(entries);
    assertThat(ask(new Questions(world).release1(person)).path("code").toString())
        .isEqualTo("SUBJECT_FROZEN");
  }
}
