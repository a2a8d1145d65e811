package dev.tallystick.consent.party;

import static dev.tallystick.consent.Agreed.with;
import static dev.tallystick.consent.World.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Api;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.World;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.DecryptionKey;
import dev.tallystick.keys.PartyKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class KeyResourceTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private final Organisation bank =
      Organisation.draw("bank-" + UUID.randomUUID(), "LENDER", "Some Bank");
  private final String path = "/v1/parties/" + bank.id() + "/keys";

  @BeforeEach
  void signUp() {
    world = World.in(log);
    created(Api.post(world.authority.token(), "/v1/parties", bank.registration()));
  }

  @Test
  void register_showsTheKeyWithItsThumbprint() {
    Response registered = created(Api.post(bank.token(), path, bank.signingKey(world.code(bank))));
    created(Api.post(bank.token(), path, bank.encryptionKey()));

    Response party = Api.get(bank.token(), "/v1/parties/" + bank.id());
    assertThat(registered.path("thumbprint").toString()).isEqualTo(bank.signingId());
    assertThat(party.<List<String>>path("keys.use")).containsExactly("SIGN", "ENCRYPT");
    assertThat(party.<List<String>>path("keys.jwk.crv")).containsExactly("Ed25519", "X25519");
  }

  /** For whom X25519 is not to be had. */
  @Test
  void register_ofAKeyToSealToOnP256_isTaken() {
    PartyKeys keys = PartyKeys.of(bank.keys().signingKey(), DecryptionKey.drawP256());
    Organisation other = new Organisation(bank.id(), bank.role(), "x", keys);
    created(Api.post(bank.token(), path, bank.signingKey(world.code(bank))));

    created(Api.post(bank.token(), path, other.encryptionKey()));

    Response party = Api.get(bank.token(), "/v1/parties/" + bank.id());
    assertThat(party.<List<String>>path("keys.jwk.crv")).containsExactly("Ed25519", "P-256");
  }

  @Test
  void register_withoutATime_beginsNow() {
    JsonObject request = without(bank.signingKey(world.code(bank)), "validFrom");

    created(Api.post(bank.token(), path, request));

    Response party = Api.get(bank.token(), "/v1/parties/" + bank.id());
    assertThat(Instant.parse(party.path("keys[0].validFrom")))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
  }

  @Test
  void register_ofAnotherParty_isRefused() {
    String code = world.code(bank);

    Response answer = Api.post(world.bank.token(), path, bank.signingKey(code));

    assertRefused(answer, 403, "NOT_YOUR_PARTY");
  }

  @Test
  void register_ofAnEncryptionKeyBeforeASigningKey_isRefused() {
    assertRefused(
        Api.post(bank.token(), path, bank.encryptionKey()), 403, "REQUEST_SIGNATURE_INVALID");
  }

  @Test
  void register_withAProofOfAnotherKey_isRefused() {
    Organisation other = new Organisation(bank.id(), bank.role(), "x", PartyKeys.draw());
    JsonValue otherProof = other.signingKey().find("proof").orElseThrow();

    Response answer =
        Api.post(
            bank.token(),
            path,
            with(bank.signingKey(world.code(bank)), Map.of("proof", otherProof)));

    assertRefused(answer, 403, "REQUEST_SIGNATURE_INVALID");
  }

  @Test
  void register_withAProofForAnotherUse_isRefused() {
    created(Api.post(bank.token(), path, bank.signingKey(world.code(bank))));
    JsonValue signingProof = bank.signingKey().find("proof").orElseThrow();

    Response answer =
        Api.post(bank.token(), path, with(bank.encryptionKey(), Map.of("proof", signingProof)));

    assertRefused(answer, 422, "KEY_PROOF_MISMATCH");
    assertThat(answer.path("field").toString()).isEqualTo("proof.use");
  }

  @Test
  void register_ofAKeyOfTheWrongCurve_isRefused() {
    JsonObject request = with(bank.encryptionKey(), Map.of("use", JsonString.of("SIGN")));

    assertRefused(Api.post(bank.token(), path, request), 422, "KEY_INVALID");
  }

  /** Whatever is sealed to it could be opened by anybody. */
  @Test
  void register_ofAKeyToSealToOfSmallOrder_isRefused() {
    JsonObject zero =
        JsonObject.builder()
            .put("kty", "OKP")
            .put("crv", "X25519")
            .put("x", "A".repeat(43))
            .build();

    Response answer = Api.post(bank.token(), path, with(bank.encryptionKey(), Map.of("jwk", zero)));

    assertRefused(answer, 422, "KEY_INVALID");
    assertThat(answer.path("rule").toString()).isEqualTo("x25519-or-p-256");
  }

  @Test
  void register_ofALaterSigningKey_needsTheApprovalOfAValidOne() {
    world.enrol(bank);
    Organisation next = renewed();

    assertRefused(Api.post(bank.token(), path, next.signingKey()), 403, "KEY_APPROVAL_MISSING");
    assertRefused(
        Api.post(bank.token(), path, next.signingKey(next.keys())),
        403,
        "REQUEST_SIGNATURE_INVALID");
    created(Api.post(bank.token(), path, next.signingKey(bank.keys())));

    assertThat(Api.get(bank.token(), "/v1/parties/" + bank.id()).<List<String>>path("keys.use"))
        .containsExactly("SIGN", "ENCRYPT", "SIGN");
  }

  @Test
  void register_ofALaterEncryptionKey_beginsAfterTheNotice() {
    world.enrol(bank);
    Organisation next = renewed();
    Instant soon = Instant.now().plusSeconds(60);
    Instant later = Instant.now().plus(Duration.ofHours(25));

    Response early = Api.post(bank.token(), path, next.encryptionKey(bank.keys(), soon));
    created(Api.post(bank.token(), path, next.encryptionKey(bank.keys(), later)));

    assertRefused(early, 422, "KEY_NOTICE_SHORT");
    assertThat(early.path("field").toString()).isEqualTo("validFrom");
  }

  @Test
  void register_ofALaterEncryptionKeyWithoutATime_beginsAsSoonAsItMay() {
    world.enrol(bank);

    created(
        Api.post(
            bank.token(),
            path,
            without(renewed().encryptionKey(bank.keys(), Instant.now()), "validFrom")));

    Response party = Api.get(bank.token(), "/v1/parties/" + bank.id());
    assertThat(Instant.parse(party.path("keys[2].validFrom")))
        .isAfter(Instant.now().plus(Duration.ofHours(23)));
  }

  @Test
  void revoke_byTheKeyItself_takesItAwayForGood() {
    created(Api.post(bank.token(), path, bank.signingKey(world.code(bank))));
    String revocation = path + "/" + bank.signingId() + "/revocation";
    JsonObject signed = bank.revocation(bank.signingId(), "ROTATED");

    created(Api.post(bank.token(), revocation, signed));

    Response party = Api.get(bank.token(), "/v1/parties/" + bank.id());
    assertThat(party.<List<String>>path("keys")).isEmpty();
    assertRefused(Api.post(bank.token(), revocation, signed), 404, "KEY_UNKNOWN");
    assertRefused(
        Api.post(bank.token(), path, bank.signingKey(world.code(bank))), 409, "KEY_EXISTS");
  }

  @Test
  void revoke_stopsAKeyThatIsToBegin_byAnyOtherKeyOrTheRegulator() {
    world.enrol(bank);
    Organisation second = renewed();
    created(Api.post(bank.token(), path, second.signingKey(bank.keys())));
    Instant later = Instant.now().plus(Duration.ofHours(25));
    String one = toBegin(renewed(), later);
    String other = toBegin(renewed(), later);

    created(
        Api.post(
            bank.token(), path + "/" + one + "/revocation", second.revocation(one, "COMPROMISED")));
    created(
        Api.post(
            world.authority.token(),
            path + "/" + other + "/revocation",
            JsonObject.builder().put("reason", "COMPROMISED").build()));

    assertThat(
            Api.get(bank.token(), "/v1/parties/" + bank.id()).<List<String>>path("keys.thumbprint"))
        .doesNotContain(one, other);
  }

  private String toBegin(Organisation next, Instant from) {
    return created(Api.post(bank.token(), path, next.encryptionKey(bank.keys(), from)))
        .path("thumbprint");
  }

  @Test
  void revoke_signedForAnotherKey_isRefused() {
    world.enrol(bank);
    String sealing = bank.keys().publicKeys().encryptionKey().keyId();

    Response answer =
        Api.post(
            bank.token(),
            path + "/" + sealing + "/revocation",
            bank.revocation(bank.signingId(), "ROTATED"));

    assertRefused(answer, 422, "KEY_PROOF_MISMATCH");
  }

  @Test
  void revoke_ofAnotherParty_isRefused() {
    created(Api.post(bank.token(), path, bank.signingKey(world.code(bank))));

    Response answer =
        Api.post(
            world.bank.token(),
            path + "/" + bank.signingId() + "/revocation",
            bank.revocation(bank.signingId(), "COMPROMISED"));

    assertRefused(answer, 403, "NOT_YOUR_PARTY");
  }

  /** The same party with other keys. */
  private Organisation renewed() {
    return new Organisation(bank.id(), bank.role(), bank.legalName(), PartyKeys.draw());
  }

  private static JsonObject without(JsonObject object, String member) {
    JsonObject.Builder rest = JsonObject.builder();
    for (String name : object.names()) {
      if (!name.equals(member)) {
        rest.put(name, object.find(name).orElseThrow());
      }
    }
    return rest.build();
  }

  static void assertRefused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.path("code").toString()).isEqualTo(code);
  }
}
