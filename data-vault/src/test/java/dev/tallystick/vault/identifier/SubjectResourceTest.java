package dev.tallystick.vault.identifier;

import static dev.tallystick.vault.PartyDesk.idCard;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.party.Claims;
import dev.tallystick.party.ResolveRequest;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.Tokens;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From identifiers to tokens. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class SubjectResourceTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject DataSource database;
  @Inject LinkSealing links;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private Rows rows;
  private PartyDesk lender;
  private PartyDesk mall;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    consent.reset();
    // A new minute, whatever other tests have resolved.
    TestClock.get().pass(Duration.ofSeconds(61));
    rows = new Rows(database);
    lender = new PartyDesk("bank-riverside", "lender", consent);
    mall = new PartyDesk("mall-east", "platform", consent);
  }

  @Test
  void resolve_isTheSameForEverybodyAndEverySpelling() {
    String number = idCard();
    Response response =
        lender.resolve(
            lender.resolveStatement(),
            List.of(id(number), id("XX999988887777"), id(number.toLowerCase(Locale.ROOT))));

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    List<String> subjects = response.path("subjects.subject");
    assertThat(subjects).hasSize(3);
    assertThat(subjects.get(0)).isEqualTo(subjects.get(2)).isNotEqualTo(subjects.get(1));
    assertThat(mall.subject(number)).isEqualTo(subjects.get(0));
  }

  @Test
  void resolve_knownAndUnknown_answerAlike() {
    String known = idCard();
    mall.deposit(PartyDesk.line(known, "SHOPPING.AGGREGATE", ""));

    Response ofKnown = lender.resolve(lender.resolveStatement(), List.of(id(known)));
    Response ofUnknown = lender.resolve(lender.resolveStatement(), List.of(id(idCard())));

    assertThat(ofKnown.statusCode()).isEqualTo(ofUnknown.statusCode()).isEqualTo(200);
    assertThat(ofKnown.asString().length()).isEqualTo(ofUnknown.asString().length());
    assertThat(ofKnown.headers().asList())
        .extracting("name")
        .isEqualTo(ofUnknown.headers().asList().stream().map(h -> h.getName()).toList());
  }

  @Test
  void customerNumber_isOfThePlatformThatAsks() {
    String ofMall = customer(mall, "C-1", null).path("subjects[0].subject");
    String ofRide =
        customer(new PartyDesk("ride-west", "platform", consent), "C-1", null)
            .path("subjects[0].subject");
    String asked = customer(lender, "C-1", "mall-east").path("subjects[0].subject");
    String pretended =
        customer(new PartyDesk("ride-west", "platform", consent), "C-1", "mall-east")
            .path("subjects[0].subject");

    assertThat(ofMall).isNotEqualTo(ofRide).isEqualTo(asked);
    assertThat(pretended).isEqualTo(ofRide);
    assertThat(customer(lender, "C-1", null).statusCode()).isEqualTo(422);
  }

  @Test
  void identifier_thatIsNone_isRefusedWithoutBeingShown() {
    Response response =
        lender.resolve(lender.resolveStatement(), List.of(id(idCard()), id("no-ID!SECRET")));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.<Object>path("code")).isEqualTo("IDENTIFIER_INVALID");
    assertThat(response.<Object>path("field")).isEqualTo("identifiers[1]");
    assertThat(response.asString()).doesNotContain("SECRET");
  }

  @Test
  void statement_isTakenOnce_andOnlyFromAnAdmittedParty() {
    String statement = lender.resolveStatement();
    assertThat(lender.resolve(statement, List.of(id(idCard()))).statusCode()).isEqualTo(200);
    Response replayed = lender.resolve(statement, List.of(id(idCard())));
    Response stolen = mall.resolve(lender.resolveStatement(), List.of(id(idCard())));

    consent.suspend("bank-riverside");
    TestClock.get().pass(Duration.ofSeconds(11));
    Response suspended = lender.resolve(lender.resolveStatement(), List.of(id(idCard())));

    assertThat(replayed.<Object>path("code")).isEqualTo("REQUEST_REPLAYED");
    assertThat(stolen.<Object>path("code")).isEqualTo("REQUEST_PARTY_MISMATCH");
    assertThat(suspended.<Object>path("code")).isEqualTo("PARTY_NOT_ADMITTED");
  }

  @Test
  void statement_expired_orForAnother_isRefused() {
    String old = lender.resolveStatement();
    TestClock.get().pass(Duration.ofSeconds(60));
    Response expired = lender.resolve(old, List.of(id(idCard())));
    String elsewhere =
        lender.sign(
            new ResolveRequest(
                Claims.of(
                    "bank-riverside",
                    "bureau-north",
                    TestClock.get().instant(),
                    Duration.ofSeconds(50),
                    new SecureRandom()),
                "CREDIT_REPORTING"));

    assertThat(expired.<Object>path("code")).isEqualTo("REQUEST_EXPIRED");
    assertThat(lender.resolve(elsewhere, List.of(id(idCard()))).<Object>path("code"))
        .isEqualTo("REQUEST_AUDIENCE_WRONG");
  }

  @Test
  void resolve_beyondTheRate_waits() {
    List<Map<String, String>> hundred = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      hundred.add(id("XX0000" + (1000 + i)));
    }
    TestClock.get().pass(Duration.ofSeconds(61));

    assertThat(lender.resolve(lender.resolveStatement(), hundred).statusCode()).isEqualTo(200);
    assertThat(lender.resolve(lender.resolveStatement(), hundred).statusCode()).isEqualTo(200);
    Response third = lender.resolve(lender.resolveStatement(), hundred);
    boolean minuteIsOver = third.statusCode() == 200;

    if (!minuteIsOver) {
      assertThat(third.<Object>path("code")).isEqualTo("RESOLVE_RATE_EXCEEDED");
      assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(1, 60);
      assertThat(mall.resolve(mall.resolveStatement(), hundred).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void resolve_ofMoreThanAHundred_isRefused() {
    List<Map<String, String>> many = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      many.add(id("XX0000" + (1000 + i)));
    }

    assertThat(lender.resolve(lender.resolveStatement(), many).statusCode()).isEqualTo(422);
  }

  @Test
  void bureauService_actsForBureausOnly() {
    PartyDesk bureau = new PartyDesk("bureau-north", "bureau", consent);

    assertThat(asService("bureau-service", bureau.resolveStatement()).statusCode()).isEqualTo(200);
    assertThat(asService("bureau-service", lender.resolveStatement()).<Object>path("code"))
        .isEqualTo("PARTY_NOT_ADMITTED");
    assertThat(asService("portal", bureau.resolveStatement()).<Object>path("code"))
        .isEqualTo("PARTY_MISSING");
  }

  private static Response asService(String client, String statement) {
    return given()
        .auth()
        .oauth2(Tokens.claims("service").audience("data-vault").claim("azp", client).sign())
        .contentType("application/json")
        .urlEncodingEnabled(false)
        .body(Map.of("statement", statement, "identifiers", List.of(id(idCard()))))
        .post("/v1/subjects:resolve");
  }

  @Test
  void enrol_givesTheTokenThatPartiesGet() {
    String number = idCard();
    Response response =
        given()
            .auth()
            .oauth2(Tokens.withRoles("operator"))
            .contentType("application/json")
            .urlEncodingEnabled(false)
            .body(Map.of("identifier", id(number)))
            .post("/v1/subjects:enrol");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.<Object>path("subject")).isEqualTo(mall.subject(number));
    assertThat(log.entries("admin.acted"))
        .as("the person finds in their list that somebody has enrolled them")
        .anySatisfy(
            entry -> {
              assertThat(entry.event().body().subject()).contains(response.path("subject"));
              assertThat(entry.event().data().getString("act")).isEqualTo("ENROL");
            });
  }

  @Test
  void enrol_tellsNobodyAnythingWithoutTheLog() {
    log.faults().goAway(true);
    try {
      Response response =
          given()
              .auth()
              .oauth2(Tokens.withRoles("operator"))
              .contentType("application/json")
              .urlEncodingEnabled(false)
              .body(Map.of("identifier", id(idCard())))
              .post("/v1/subjects:enrol");

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.asString()).doesNotContain("sub_");
    } finally {
      log.faults().goAway(false);
    }
  }

  @Test
  void identifier_standsNowhereInTheDatabase() {
    String number = idCard();
    String subject = mall.subject(number);

    assertThat(rows.one("select count(*) from subject where token = ?", subject)).isEqualTo("1");
    assertThat(
            rows.one(
                "select count(*) from identifier t where t::text like ? or t::text like ?",
                "%" + subject + "%",
                "%" + HexFormat.of().formatHex(subject.getBytes(StandardCharsets.US_ASCII)) + "%"))
        .as("the token does not stand beside the identifier")
        .isEqualTo("0");
    assertThat(
            rows.one(
                "select count(*) from identifier where encode(digest, 'escape') like ? or"
                    + " digest = sha256(convert_to(?, 'UTF8'))",
                "%" + number + "%",
                number))
        .isEqualTo("0");
  }

  @Test
  void linkFromBeforeLinksWereSealed_isSealedAtTheStart() {
    String number = idCard();
    String subject = mall.subject(number);
    // As the release before this has left it.
    rows.execute(
        """
        update identifier set subject = ?, sealed = null, key_version = null
        where digest = (select digest from identifier order by created_at desc, digest limit 1)
        """,
        subject);
    rows.execute("delete from subject_identifier where subject = ?", subject);

    links.sealAll();

    assertThat(rows.one("select count(*) from identifier where subject is not null"))
        .isEqualTo("0");
    assertThat(mall.subject(number)).isEqualTo(subject);
    assertThat(rows.one("select count(*) from subject_identifier where subject = ?", subject))
        .isEqualTo("1");
  }

  @Test
  void linkWhoseKeyIsGone_isNone() {
    String number = idCard();
    String subject = mall.subject(number);
    rows.execute(
        "delete from data_key where subject = (select 'id-' || encode(digest, 'hex') from"
            + " identifier order by created_at desc, digest limit 1)");

    String again = mall.subject(number);

    assertThat(again).isNotEqualTo(subject);
    assertThat(mall.subject(number)).isEqualTo(again);
  }

  private Response customer(PartyDesk desk, String number, @Nullable String platform) {
    Map<String, String> identifier =
        platform == null
            ? Map.of("scheme", "CUSTOMER_NO", "value", number)
            : Map.of("scheme", "CUSTOMER_NO", "value", number, "platform", platform);
    return desk.resolve(desk.resolveStatement(), List.of(identifier));
  }

  private static Map<String, String> id(String number) {
    return Map.of("scheme", "ID_CARD", "value", number);
  }
}
