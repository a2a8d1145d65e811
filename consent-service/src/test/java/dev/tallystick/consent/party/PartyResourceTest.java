package dev.tallystick.consent.party;

import static dev.tallystick.consent.Agreed.with;
import static dev.tallystick.consent.World.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Api;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.VerifierKey;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class PartyResourceTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject SuspensionGrounds grounds;
  @Inject LiveState live;

  private World world;

  /** A bank that nobody has registered yet. */
  private final Organisation bank =
      Organisation.draw("bank-" + UUID.randomUUID(), "LENDER", "Some Bank");

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  @Test
  void register_isLoggedAndSeenAtOnce() throws Exception {
    Response registered = register(bank);

    assertThat((int) registered.path("index")).isEqualTo(log.entries().size() - 1);
    Response seen = Api.get(Tokens.withRoles("service"), "/v1/parties/" + bank.id());
    assertThat(seen.path("legalName").toString()).isEqualTo("Some Bank");
    assertThat((boolean) seen.path("suspended")).isFalse();
    assertThat((int) seen.path("asOfSize")).isGreaterThan(registered.path("index"));
    Receipt receipt = Receipt.parse(receiptOf(registered));
    receipt.verify(NoteVerifier.of(VerifierKey.parse(log.vkey())));
    assertThat(receipt.opening().body().value()).isPresent();
  }

  /** What another replica has logged a moment ago is not told to be unknown. */
  @Test
  void refusalByAStateThatIsBehind_isNotTold() {
    String path = "/v1/parties/" + bank.id();
    Response licensed;
    Response seen;
    log.faults().stallFeed(true);
    try {
      register(bank);
      licensed = Api.post(world.authority.token(), path + "/licences", World.licence());
      seen = Api.get(Tokens.withRoles("service"), path);
    } finally {
      log.faults().stallFeed(false);
    }

    assertThat(licensed.statusCode()).as(licensed.asString()).isEqualTo(503);
    assertThat(seen.statusCode()).as(seen.asString()).isEqualTo(503);
    created(Api.post(world.authority.token(), path + "/licences", World.licence()));
  }

  @Test
  void register_twice_isRefusedTheSecondTime() {
    register(bank);

    Response again = Api.post(world.authority.token(), "/v1/parties", registration(bank));

    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.path("code").toString()).isEqualTo("PARTY_EXISTS");
  }

  @Test
  void register_withTheSameKey_happensOnce() {
    String key = UUID.randomUUID().toString();

    Response first = Api.post(world.authority.token(), "/v1/parties", key, registration(bank));
    Response retry = Api.post(world.authority.token(), "/v1/parties", key, registration(bank));

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(retry.statusCode()).isEqualTo(201);
    assertThat(retry.asString()).isEqualTo(first.asString());
  }

  @Test
  void register_byARegulatorOfNoParty_isRefused() {
    Response answer = Api.post(Tokens.withRoles("regulator"), "/v1/parties", registration(bank));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.path("code").toString()).isEqualTo("NOT_YOUR_PARTY");
  }

  @Test
  void register_ofAMalformedField_namesIt() {
    JsonObject request = with(registration(bank), Map.of("country", JsonString.of("China")));

    Response answer = Api.post(world.authority.token(), "/v1/parties", request);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.path("field").toString()).contains("country");
  }

  @Test
  void whatIsUnknown_isNotFound() {
    String token = world.authority.token();
    JsonObject ground = JsonObject.builder().put("ground", "x").build();

    assertThat(Api.get(token, "/v1/parties/nobody").path("code").toString())
        .isEqualTo("PARTY_UNKNOWN");
    for (String act : List.of("suspension", "restoration")) {
      assertThat(Api.post(token, "/v1/parties/nobody/" + act, ground).path("code").toString())
          .as(act)
          .isEqualTo("PARTY_UNKNOWN");
    }
    assertThat(
            Api.post(token, "/v1/parties/nobody/licences", World.licence()).path("code").toString())
        .isEqualTo("PARTY_UNKNOWN");
    assertThat(
            Api.post(token, "/v1/licences/" + World.id("lic") + "/revocation", ground)
                .path("code")
                .toString())
        .isEqualTo("LICENCE_UNKNOWN");
  }

  @Test
  void list_goesOnWhereThePageEnded() {
    Response page = Api.get(Tokens.withRoles("auditor"), "/v1/parties?limit=2");
    Response next =
        Api.get(Tokens.withRoles("auditor"), "/v1/parties?limit=2&after=" + page.path("next"));

    List<String> first = page.path("parties.party");
    List<String> second = next.path("parties.party");
    assertThat(first).hasSize(2).isSorted();
    assertThat(second.get(0)).isGreaterThan(first.get(1));
    List<String> bureaus =
        Api.get(Tokens.withRoles("auditor"), "/v1/parties?role=BUREAU").path("parties.role");
    assertThat(bureaus).isNotEmpty().containsOnly("BUREAU");
  }

  @Test
  void suspension_holdsUntilItIsLifted() {
    register(bank);
    JsonObject ground = JsonObject.builder().put("ground", "case 7").build();
    String path = "/v1/parties/" + bank.id();

    created(Api.post(world.authority.token(), path + "/suspension", ground));
    assertThat((boolean) Api.get(bank.token(), path).path("suspended")).isTrue();
    created(Api.post(world.authority.token(), path + "/suspension", ground));
    created(Api.post(world.authority.token(), path + "/restoration", ground));

    assertThat((boolean) Api.get(bank.token(), path).path("suspended"))
        .as("both are lifted")
        .isFalse();
    Response again = Api.post(world.authority.token(), path + "/restoration", ground);
    assertThat(again.path("code").toString()).isEqualTo("PARTY_NOT_SUSPENDED");
  }

  /** Why is told to whom the log tells it: nobody learns of a rival's case from the list. */
  @Test
  void suspension_saysWhyAndUntilWhen_toWhomTheLogSaysIt() {
    register(bank);
    String path = "/v1/parties/" + bank.id();
    String until = "2999-01-01T00:00:00.000Z";
    JsonObject why =
        JsonObject.builder()
            .put("ground", "reports were kept too long")
            .put("caseNo", "C-7")
            .put("until", until)
            .build();
    created(Api.post(world.authority.token(), path + "/suspension", why));

    for (String token :
        List.of(
            world.authority.token(),
            bank.token(),
            Tokens.auditor("*"),
            Tokens.auditor(bank.id()))) {
      Response seen = Api.get(token, path);
      assertThat(seen.<List<String>>path("suspensions.ground"))
          .containsExactly("reports were kept too long");
      assertThat(seen.<List<String>>path("suspensions.caseNo")).containsExactly("C-7");
      assertThat(seen.<List<String>>path("suspensions.until")).containsExactly(until);
    }
    for (String token :
        List.of(
            world.mall.token(),
            Tokens.citizen(World.person()),
            Tokens.withRoles("operator"),
            Tokens.auditor("bureau-north"))) {
      Response seen = Api.get(token, path);
      assertThat((boolean) seen.path("suspended")).isTrue();
      assertThat(seen.asString()).doesNotContain("too long").doesNotContain("C-7");
    }
    assertThat(Api.get(world.mall.token(), "/v1/parties?limit=200").asString())
        .doesNotContain("too long");
    assertThat(Api.get(world.authority.token(), "/v1/parties?limit=200").asString())
        .contains("too long");

    grounds.restored(live.current(), grounds.kept());
    assertThat(Api.get(bank.token(), path).asString()).as("after a restart").contains("too long");
    created(
        Api.post(
            world.authority.token(),
            path + "/restoration",
            JsonObject.builder().put("ground", "done").build()));
    assertThat(Api.get(bank.token(), path).asString()).doesNotContain("too long");
  }

  @Test
  void licence_isShownUntilItIsRevoked() {
    register(bank);
    String path = "/v1/parties/" + bank.id();
    JsonObject ground = JsonObject.builder().put("ground", "expired").build();
    String licence =
        created(Api.post(world.authority.token(), path + "/licences", World.licence()))
            .path("licence");
    assertThat(Api.get(bank.token(), path).<List<String>>path("licences.licence"))
        .containsExactly(licence);

    created(Api.post(world.authority.token(), "/v1/licences/" + licence + "/revocation", ground));

    assertThat(Api.get(bank.token(), path).<List<String>>path("licences")).isEmpty();
    Response again =
        Api.post(world.authority.token(), "/v1/licences/" + licence + "/revocation", ground);
    assertThat(again.path("code").toString()).isEqualTo("LICENCE_REVOKED");
  }

  @Test
  void licence_thatEndsBeforeItBegins_isRefused() {
    register(bank);
    JsonObject licence =
        with(World.licence(), Map.of("validTo", JsonString.of("2020-01-01T00:00:00.000Z")));

    Response answer =
        Api.post(world.authority.token(), "/v1/parties/" + bank.id() + "/licences", licence);

    assertThat(answer.path("code").toString()).isEqualTo("PERIOD_INVALID");
  }

  @Test
  void ownership_fromFivePercentOn_needsAnApproval() {
    JsonObject share =
        JsonObject.builder()
            .put("holder", world.mall.id())
            .put("held", world.bureau.id())
            .put("basisPoints", 499)
            .put("since", "2026-01-01")
            .build();
    created(Api.post(world.authority.token(), "/v1/ownerships", share));
    JsonObject five = with(share, Map.of("basisPoints", new JsonInteger(500)));

    Response refused = Api.post(world.authority.token(), "/v1/ownerships", five);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.path("code").toString()).isEqualTo("SHAREHOLDER_APPROVAL_MISSING");
    assertThat(refused.path("ruleId").toString()).isEqualTo("R62");
    var denied = log.entries().get(refused.path("auditIndex"));
    assertThat(denied.event().data().getString("step")).isEqualTo("OWNERSHIP");
    created(
        Api.post(
            world.authority.token(),
            "/v1/ownerships",
            with(five, Map.of("approvalRef", JsonString.of("AP-9")))));
  }

  @Test
  void guardThatKeepsMoving_isToldAfterSomeTries() {
    register(bank);
    for (int i = 0; i < 3; i++) {
      log.faults().refuseNext(409, "GUARD_MOVED");
    }
    created(
        Api.post(
            world.authority.token(), "/v1/parties/" + bank.id() + "/licences", World.licence()));

    for (int i = 0; i < 4; i++) {
      log.faults().refuseNext(409, "GUARD_MOVED");
    }
    Response answer =
        Api.post(
            world.authority.token(), "/v1/parties/" + bank.id() + "/licences", World.licence());

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.path("code").toString()).isEqualTo("GUARD_MOVED");
  }

  @Test
  void logAway_nothingHappens() {
    log.faults().goAway(true);

    Response answer = Api.post(world.authority.token(), "/v1/parties", registration(bank));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.path("code").toString()).isEqualTo("AUDIT_UNAVAILABLE");
    log.faults().goAway(false);
    assertThat(Api.get(bank.token(), "/v1/parties/" + bank.id()).statusCode()).isEqualTo(404);
  }

  private Response register(Organisation one) {
    return created(Api.post(world.authority.token(), "/v1/parties", registration(one)));
  }

  private static JsonObject registration(Organisation one) {
    return one.registration();
  }

  private static byte[] receiptOf(Response response) {
    String json = response.asString();
    int start = json.indexOf("\"receipt\":") + "\"receipt\":".length();
    return json.substring(start, json.length() - 1).getBytes(StandardCharsets.UTF_8);
  }
}
