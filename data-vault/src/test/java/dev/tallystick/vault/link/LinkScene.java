package dev.tallystick.vault.link;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.DecryptionKeys;
import dev.tallystick.party.ExpectedRelease;
import dev.tallystick.party.IdentityClaimStatement;
import dev.tallystick.party.ReceivedRelease;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.Tokens;
import io.restassured.response.Response;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A shop that knows its customer by a number and has a record under it, and the same person with an
 * ID card, under which another platform has a record.
 */
final class LinkScene {
  static final String EVIDENCE = "ab".repeat(32);
  private static final SecureRandom RANDOM = new SecureRandom();

  final PartyDesk mall;
  final PartyDesk ride;
  final PartyDesk bureau;
  final String number = "C-" + PartyDesk.idCard();
  final String card = PartyDesk.idCard();
  final String shopRecord;
  final String cardRecord;

  /** The token of the card, by which the person logs in, and that of the customer number. */
  final String person;

  final String customer;
  private final ServedLog log;
  private final ScriptedConsent consent;

  LinkScene(ServedLog log, ScriptedConsent consent) {
    consent.reset();
    this.log = log;
    this.consent = consent;
    mall = new PartyDesk("mall-east", "platform", consent);
    ride = new PartyDesk("ride-west", "platform", consent);
    bureau = new PartyDesk("bureau-north", "bureau", consent);
    shopRecord =
        mall.deposit(
                PartyDesk.line(number, "SHOPPING.AGGREGATE", "")
                    .replace("\"scheme\":\"ID_CARD\"", "\"scheme\":\"CUSTOMER_NO\""))
            .get(0)
            .getString("record");
    cardRecord =
        ride.deposit(PartyDesk.line(card, "TRAVEL.AGGREGATE", "")).get(0).getString("record");
    person = bureau.subject(card);
    customer =
        mall.resolve(
                mall.resolveStatement(), List.of(Map.of("scheme", "CUSTOMER_NO", "value", number)))
            .path("subjects[0].subject");
  }

  /** The shop claims that its number and a card are one person's. */
  Response claimOf(PartyDesk platform, String idCard) {
    byte[] salt = new byte[IdentityClaimStatement.SALT_LENGTH];
    RANDOM.nextBytes(salt);
    Hash both = IdentityClaimStatement.commitment(salt, number, "ID_CARD", idCard);
    return postClaim(platform, both, salt, idCard);
  }

  Response postClaim(PartyDesk platform, Hash signed, byte[] salt, String idCard) {
    String statement =
        platform.sign(
            new IdentityClaimStatement(
                platform.claims(), signed, "ID_CARD_AND_SMS", Hash.fromHex(EVIDENCE)));
    return platform.post(
        "/v1/identity-claims",
        Map.of(
            "claims",
            List.of(
                Map.of(
                    "statement",
                    statement,
                    "customer",
                    number,
                    "other",
                    Map.of("scheme", "ID_CARD", "value", idCard),
                    "salt",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(salt)))));
  }

  String claim() {
    return claimOf(mall, card).then().statusCode(202).extract().path("claims[0]");
  }

  /** Claims, and the person confirms. */
  String link() {
    String claim = claim();
    assertThat(
            post(both(), "/v1/me/identity-claims/{id}/confirmation", Map.of(), claim)
                .path("state")
                .toString())
        .isEqualTo("LINKED");
    return claim;
  }

  /** A log-in that has proved the card alone. */
  String cardOnly() {
    return token(person, Optional.empty(), TestClock.get().instant());
  }

  /** A log-in that has proved the customer number alone. */
  String numberOnly() {
    return token(customer, Optional.empty(), TestClock.get().instant());
  }

  /** A fresh log-in by the card that has proved the customer number too. */
  String both() {
    return token(person, Optional.of(customer), TestClock.get().instant());
  }

  String both(Instant loggedIn) {
    return token(person, Optional.of(customer), loggedIn);
  }

  private static String token(String subject, Optional<String> proved, Instant loggedIn) {
    var claims =
        Tokens.claims("citizen")
            .audience("data-vault")
            .claim("subject", subject)
            .claim("auth_time", loggedIn.getEpochSecond());
    proved.ifPresent(token -> claims.claim("proved", token));
    return claims.sign();
  }

  static Response get(String token, String path) {
    return given().auth().oauth2(token).get(path);
  }

  static Response post(String token, String path, Map<String, ?> body, String... parameters) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(body)
        .post(path, (Object[]) parameters);
  }

  /** The ids of the records that a log-in is shown. */
  static List<String> records(String token) {
    return get(token, "/v1/me/records").jsonPath().getList("records.record");
  }

  /** The releases about a token that the bureau is given. */
  List<JsonObject> releases(String subject) {
    Response answer =
        bureau.postRelease(
            PartyDesk.key(),
            bureau.releaseRequest(
                subject, "bureau-north", List.of(), "SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE"));
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return PartyDesk.parse(answer.asString())
        .findArray("releases")
        .map(found -> found.items().stream().map(JsonObject.class::cast).toList())
        .orElse(List.of());
  }

  /** The ids of the records that the bureau finds in releases about a token. */
  List<String> released(String subject) {
    return releases(subject).stream()
        .flatMap(release -> open(release, subject).stream())
        .map(record -> record.getString("record"))
        .sorted()
        .toList();
  }

  private List<JsonObject> open(JsonObject release, String subject) {
    try {
      return ReceivedRelease.open(
              release.getString("jwe"),
              CanonicalJson.messageBytes(release.getObject("receipt")),
              DecryptionKeys.of(consent.keysOf("bureau-north").decryptionKey()),
              NoteVerifier.parse(log.vkey()),
              ExpectedRelease.of(subject, "bureau-north"))
          .payload()
          .records();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** What the log has of this type about one of the two tokens, in order. */
  List<ScriptedEvent> logged(String type) {
    return log.entries(type).stream()
        .filter(
            entry ->
                entry
                    .event()
                    .subject()
                    .filter(s -> s.equals(person) || s.equals(customer))
                    .isPresent())
        .toList();
  }
}
