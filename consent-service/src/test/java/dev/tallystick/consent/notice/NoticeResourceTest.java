package dev.tallystick.consent.notice;

import static dev.tallystick.consent.World.created;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class NoticeResourceTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private Agreed provide;
  private final String me = Tokens.citizen(World.person());

  @BeforeEach
  void signUp() {
    world = World.in(log);
    provide = Agreed.provide(world.mall, world.bureau);
  }

  @Test
  void present_byAPerson_isLoggedWithTheHashOfTheText() {
    Response shown = created(Api.post(me, "/v1/notices", provide.notice()));

    String text = provide.notice().getString("text");
    assertThat(shown.path("textHash").toString())
        .isEqualTo(Hash.sha256(text.getBytes(UTF_8)).hex());
    assertThat(log.entries().get(shown.path("index")).event().data().getString("textHash"))
        .isEqualTo(shown.path("textHash"));
    Response read = Api.get(me, "/v1/notices/" + shown.path("notice"));
    assertThat(read.path("text").toString()).isEqualTo(text);
  }

  @Test
  void present_byAParty_isKeptAndShownToAnybody() {
    int before = log.entries("notice.presented").size();

    Response kept = created(Api.post(world.mall.token(), "/v1/notices", provide.notice()));

    assertThat(log.entries("notice.presented")).hasSize(before);
    assertThat(kept.<Object>path("eventId")).isNull();
    String path = "/v1/notices/" + kept.path("notice");
    assertThat(Api.get(me, path).statusCode()).isEqualTo(200);
    assertThat(Api.get(world.mall.token(), path).statusCode()).isEqualTo(200);
    assertThat(Api.get(world.bureau.token(), path).statusCode())
        .as("another party's")
        .isEqualTo(404);
  }

  @Test
  void present_byAStranger_isRefused() {
    Response answer = Api.post(world.ride.token(), "/v1/notices", provide.notice());

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.path("code").toString()).isEqualTo("NOTICE_OF_OTHERS");
  }

  @Test
  void get_ofAnotherPersons_isNotFound() {
    String mine = created(Api.post(me, "/v1/notices", provide.notice())).path("notice");

    Response answer = Api.get(Tokens.citizen(World.person()), "/v1/notices/" + mine);

    assertThat(answer.path("code").toString()).isEqualTo("NOTICE_UNKNOWN");
  }
}
