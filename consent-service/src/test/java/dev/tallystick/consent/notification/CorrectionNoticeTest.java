package dev.tallystick.consent.notification;

import static dev.tallystick.consent.World.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.Released;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.party.StopAnswer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A correction reaches the banks that bought a report made of the wrong record (R42). */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class CorrectionNoticeTest {
  private static final String OTHER_BANK = "bank-harbour";

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private final String person = World.person();
  private String consent = "";

  @Inject NotifyHoldersJob notifyHolders;
  @Inject OverdueNoticesJob overdueNotices;
  @Inject StopNotices notices;
  @Inject LiveState state;

  @BeforeEach
  void supply() {
    world = World.in(log);
    consent = Agreed.provide(world.mall, world.bureau).give(person);
  }

  private String supplied() {
    Response permit = Questions.ask(new Questions(world).release1(person));
    return id(Released.supply(world, person, consent, permit.path("decision")));
  }

  private String sold(String lender, String... parents) {
    return id(Released.sale(world, person, lender, consent, List.of(parents)));
  }

  /** As data-vault tells the bureau of a corrected record: by these releases, the last first. */
  private String corrected(String... releases) {
    List<String> named = new ArrayList<>(List.of(releases));
    String cause = World.id("x").substring(2);
    JsonObject.Builder told =
        JsonObject.builder()
            .put("notification", World.id("ntf"))
            .put("from", world.mall.id())
            .put("to", world.bureau.id())
            .put("release", named.remove(named.size() - 1))
            .put("change", "CORRECTED")
            .put("cause", cause)
            .put("dueOn", LocalDate.now(ZoneOffset.UTC).plusDays(20).toString());
    if (!named.isEmpty()) {
      told.put("earlier", JsonArray.ofStrings(named));
    }
    var unused =
        world.append(
            "data-vault",
            "downstream.notified",
            Optional.of(person),
            told.build(),
            Optional.empty());
    return cause;
  }

  private void tell() {
    state.fresh(Duration.ofSeconds(30));
    notifyHolders.run();
  }

  private static String id(ScriptedEvent entry) {
    return entry.event().id().toString();
  }

  /** What the log says about this change to its recipients, in order. */
  private List<ScriptedEvent> told(String cause) {
    return log.entries("downstream.notified").stream()
        .filter(entry -> entry.event().data().getString("cause").equals(cause))
        .toList();
  }

  @Test
  void r42_threeRecipientsAreTold_andTheOneThatSaysNothingIsNamed() {
    String first = supplied();
    String second = supplied();
    String unrelated = supplied();
    String boughtEarly = sold(world.bank.id(), first);
    String boughtLater = sold(world.bank.id(), second);
    String bought = sold(OTHER_BANK, first);
    String other = sold("bank-meadow", unrelated);

    String cause = corrected(first, second);
    tell();
    tell();

    List<ScriptedEvent> told = told(cause);
    assertThat(told)
        .extracting(entry -> entry.event().data().getString("to"))
        .containsExactly(world.bureau.id(), OTHER_BANK, world.bank.id());
    JsonObject toTheBank = told.get(2).event().data();
    assertThat(toTheBank.getString("from")).isEqualTo(world.bureau.id());
    assertThat(toTheBank.getString("change")).isEqualTo("CORRECTED");
    assertThat(toTheBank.getString("release")).isEqualTo(boughtLater);
    assertThat(toTheBank.getArray("earlier").items()).containsExactly(JsonString.of(boughtEarly));
    assertThat(told.get(1).event().data().getString("release")).isEqualTo(bought);
    assertThat(told)
        .as("who bought a report of other records")
        .noneMatch(entry -> entry.event().data().getString("release").equals(other));

    String notification = toTheBank.getString("notification");
    StopAnswer done = new StopAnswer(world.bank.claims("consent-service"), notification, "DONE");
    created(
        Api.post(
            world.bank.token(),
            "/v1/stop-notices/" + notification + "/answer",
            JsonObject.builder()
                .put("answer", "DONE")
                .put("signature", done.sign(world.bank.keys().signingKey()))
                .build()));
    String duty =
        Api.get(world.authority.token(), "/v1/duties")
            .path("duties.find { it.about == '" + silent(told) + "' }.title");
    assertThat(duty).isEqualTo("Say what you did about data that has changed");
    overdueNotices.reportOverdueNotices(notices.today().plusDays(21));

    assertThat(missed(told.get(1))).hasSize(1);
    assertThat(missed(told.get(1)).get(0).event().data().getString("party")).isEqualTo(OTHER_BANK);
    assertThat(missed(told.get(2))).as("answered").isEmpty();
    Response mine = Api.get(Tokens.citizen(person), "/v1/me/stop-notices");
    assertThat(mine.<List<String>>path("notices.change")).containsOnly("CORRECTED");
  }

  /** The bureau had the record already, and its sale is logged after the correction. */
  @Test
  void r42_whatWasOnItsWayIsToldToo() {
    String release = supplied();
    String cause = corrected(release);
    tell();
    assertThat(told(cause)).hasSize(1);

    String late = sold(world.bank.id(), release);
    tell();

    assertThat(told(cause)).hasSize(2);
    assertThat(told(cause).get(1).event().data().getString("release")).isEqualTo(late);
  }

  private static String silent(List<ScriptedEvent> told) {
    return told.get(1).event().data().getString("notification");
  }

  private List<ScriptedEvent> missed(ScriptedEvent notice) {
    return log.entries("obligation.missed").stream()
        .filter(entry -> entry.event().data().findString("about").equals(Optional.of(id(notice))))
        .toList();
  }
}
