package dev.tallystick.consent.party;

import static dev.tallystick.consent.World.created;
import static dev.tallystick.consent.party.KeyResourceTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.consent.Api;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who has a token of a party, and none of its keys, tries to become the party. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class KeyTakeoverTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private static final String ALL_TABLES =
      """
      select string_agg(query_to_xml(format('select * from %I', tablename), true, false, '')::text, '')
      from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history'
      """;

  @Inject DataSource database;
  @Inject ConsentEventPublisher events;
  @Inject EnrolmentAttemptRepository attempts;

  private World world;
  private final Organisation bank =
      Organisation.draw("bank-" + UUID.randomUUID(), "LENDER", "Some Bank");
  private final Organisation thief =
      new Organisation(bank.id(), bank.role(), bank.legalName(), PartyKeys.draw());
  private final String path = "/v1/parties/" + bank.id() + "/keys";

  @BeforeEach
  void signUp() {
    world = World.in(log);
    created(Api.post(world.authority.token(), "/v1/parties", bank.registration()));
  }

  @Test
  void clerkOfTheParty_registersNoKey_notEvenWithTheCode() {
    String clerk = Tokens.clerk("lender", bank.id(), "st-7");

    assertRefused(Api.post(clerk, path, thief.signingKey(world.code(bank))), 403, "NOT_FOR_STAFF");

    world.enrol(bank);
    assertRefused(Api.post(clerk, path, thief.signingKey(bank.keys())), 403, "NOT_FOR_STAFF");
    assertRefused(
        Api.post(
            clerk,
            path + "/" + bank.signingId() + "/revocation",
            bank.revocation(bank.signingId(), "COMPROMISED")),
        403,
        "NOT_FOR_STAFF");
    assertThat(keys()).as("only the bank's own").hasSize(2);
  }

  @Test
  void clientOfTheParty_withoutACode_registersNoFirstKey() {
    assertRefused(Api.post(bank.token(), path, thief.signingKey()), 403, "KEY_APPROVAL_MISSING");
    assertRefused(
        Api.post(bank.token(), path, thief.signingKey(thief.keys())),
        403,
        "REQUEST_SIGNATURE_INVALID");
    assertRefused(
        Api.post(bank.token(), path, thief.signingKey("AAAAA-AAAAA-AAAAA-AAAAA-AAAAA")),
        403,
        "ENROLMENT_CODE_REFUSED");
    assertThat(keys()).isEmpty();
  }

  @Test
  void stolenToken_withoutAKey_renewsAndRevokesNothing() {
    world.enrol(bank);

    assertRefused(Api.post(bank.token(), path, thief.signingKey()), 403, "KEY_APPROVAL_MISSING");
    assertRefused(
        Api.post(bank.token(), path, thief.signingKey(thief.keys())),
        403,
        "REQUEST_SIGNATURE_INVALID");
    assertRefused(
        Api.post(
            bank.token(),
            path,
            thief.encryptionKey(thief.keys(), Instant.now().plus(Duration.ofDays(2)))),
        403,
        "REQUEST_SIGNATURE_INVALID");
    assertRefused(
        Api.post(
            bank.token(),
            path + "/" + bank.signingId() + "/revocation",
            JsonObject.builder().put("reason", "COMPROMISED").build()),
        403,
        "KEY_APPROVAL_MISSING");
    assertThat(keys()).hasSize(2);
  }

  @Test
  void stolenSigningKey_doesNotHaveReportsSealedToAThiefAtOnce() {
    world.enrol(bank);
    String sealing = bank.keys().publicKeys().encryptionKey().keyId();

    // The bank's key to seal to goes, so that the thief's would be the only one.
    created(
        Api.post(
            bank.token(),
            path + "/" + sealing + "/revocation",
            bank.revocation(sealing, "ROTATED")));

    assertRefused(
        Api.post(bank.token(), path, thief.encryptionKey(bank.keys(), Instant.now())),
        422,
        "KEY_NOTICE_SHORT");
  }

  @Test
  void code_worksOnce() {
    String code = world.code(bank);
    created(Api.post(bank.token(), path, bank.signingKey(code)));

    assertRefused(Api.post(bank.token(), path, thief.signingKey(code)), 409, "KEYS_IN_FORCE");

    revokeByTheRegulator(bank.signingId());
    assertRefused(
        Api.post(bank.token(), path, thief.signingKey(code)), 403, "ENROLMENT_CODE_REFUSED");
  }

  @Test
  void code_isWorthNothingOnceAnotherIsIssued() {
    String first = world.code(bank);
    String second = world.code(bank);

    assertRefused(
        Api.post(bank.token(), path, bank.signingKey(first)), 403, "ENROLMENT_CODE_REFUSED");
    created(Api.post(bank.token(), path, bank.signingKey(second.toLowerCase(Locale.ROOT))));
  }

  @Test
  void code_expiresInSevenDays() {
    String code = world.code(bank);
    PartyEnrolment inSixDays = enrolment(Duration.ofDays(6));
    PartyEnrolment inSevenDays = enrolment(Duration.ofDays(7));
    var party = events.fresh().party(bank.id()).orElseThrow();

    assertThat(inSixDays.require(party, code)).isNotNull();
    assertThatThrownBy(() -> inSevenDays.require(party, code)).hasMessageContaining("seven days");
  }

  private PartyEnrolment enrolment(Duration later) {
    return new PartyEnrolment(events, attempts, Clock.offset(Clock.systemUTC(), later));
  }

  @Test
  void code_isNowhereButInTheAnswer() throws SQLException {
    Response issued = created(world.issue(bank));
    String code = issued.<String>path("code").replace("-", "");

    ScriptedEvent entry = log.entries().get(issued.<Integer>path("index"));
    assertThat(issued.header("Cache-Control")).isEqualTo("no-store");
    assertThat(entry.event().data().getString("codeHash"))
        .isEqualTo(Hash.sha256(code.getBytes(StandardCharsets.US_ASCII)).hex());
    assertThat(entry.event().data().getString("by")).isEqualTo(world.authority.id());
    assertThat(new String(entry.event().toRequestJson(), StandardCharsets.UTF_8))
        .doesNotContain(code, issued.<String>path("code"));
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet tables = statement.executeQuery(ALL_TABLES)) {
      assertThat(tables.next()).isTrue();
      assertThat(tables.getString(1)).isNotEmpty().doesNotContain(code, issued.path("code"));
    }
  }

  @Test
  void codes_cannotBeGuessed() {
    String code = world.code(bank);
    for (int i = 0; i < 10; i++) {
      Response wrong = Api.post(bank.token(), path, thief.signingKey("WRONG"));
      assertRefused(wrong, 403, "ENROLMENT_CODE_REFUSED");
    }

    Response spent = Api.post(bank.token(), path, bank.signingKey(code));
    assertRefused(spent, 429, "ENROLMENT_ATTEMPTS_SPENT");
    assertThat(spent.header("Retry-After")).isEqualTo("3600");

    created(Api.post(bank.token(), path, bank.signingKey(world.code(bank))));
  }

  @Test
  void regulator_issuesNoCodeToAPartyThatHasAKey() {
    world.enrol(bank);

    assertRefused(world.issue(bank), 409, "KEYS_IN_FORCE");
  }

  @Test
  void nobody_takesTheNameOfAServiceWhoseKeySignsDecisions() {
    for (String service : List.of("consent-service", "data-vault", "bureau-service")) {
      Organisation impostor = Organisation.draw(service, "LENDER", "A Service");
      assertRefused(
          Api.post(world.authority.token(), "/v1/parties", impostor.registration()),
          409,
          "PARTY_EXISTS");
      assertRefused(world.issue(impostor), 404, "PARTY_UNKNOWN");
    }
  }

  @Test
  void lostKeys_areReplacedByACodeOfTheRegulator() {
    world.enrol(bank);
    keys().forEach(this::revokeByTheRegulator);
    Organisation again =
        new Organisation(bank.id(), bank.role(), bank.legalName(), PartyKeys.draw());

    world.enrol(again);

    assertThat(keys())
        .containsExactly(again.signingId(), again.keys().publicKeys().encryptionKey().keyId());
  }

  private void revokeByTheRegulator(String thumbprint) {
    created(
        Api.post(
            world.authority.token(),
            path + "/" + thumbprint + "/revocation",
            JsonObject.builder().put("reason", "COMPROMISED").build()));
  }

  private List<String> keys() {
    return Api.get(bank.token(), "/v1/parties/" + bank.id()).path("keys.thumbprint");
  }
}
