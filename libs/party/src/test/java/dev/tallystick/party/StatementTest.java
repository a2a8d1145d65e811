package dev.tallystick.party;

import static dev.tallystick.party.SampleStatements.ISSUER;
import static dev.tallystick.party.SampleStatements.KEY;
import static dev.tallystick.party.SampleStatements.NOW;
import static dev.tallystick.party.SampleStatements.TRUSTED;
import static dev.tallystick.party.SampleStatements.UUID;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.VerificationKeys;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatementTest {
  private static Expected expected(Statement statement, Instant now) {
    return new Expected(ISSUER, statement.claims().audience(), now);
  }

  private static Statement verify(Statement statement, String jws, Instant now)
      throws InvalidStatementException {
    return SampleStatements.verify(statement.type(), jws, TRUSTED, expected(statement, now));
  }

  private static InvalidStatementException refusal(
      Statement statement, String jws, VerificationKeys keys, Expected expected) {
    return catchThrowableOfType(
        InvalidStatementException.class,
        () -> SampleStatements.verify(statement.type(), jws, keys, expected));
  }

  private static InvalidStatementException refusal(Statement statement, String jws) {
    return refusal(statement, jws, TRUSTED, expected(statement, NOW));
  }

  /** The statement with a member replaced, or left out, and signed anew. */
  private static String changed(Statement statement, String name, JsonValue value) {
    Map<String, JsonValue> members = new LinkedHashMap<>(statement.toJson().members());
    members.put(name, value);
    return signed(statement.type(), JsonObject.of(members));
  }

  private static String without(Statement statement, String name) {
    Map<String, JsonValue> members = new LinkedHashMap<>(statement.toJson().members());
    members.remove(name);
    return signed(statement.type(), JsonObject.of(members));
  }

  private static String signed(StatementType type, JsonObject payload) {
    return Jws.sign(KEY, type.typ(), CanonicalJson.bytes(payload));
  }

  @Test
  void verify_givesBackWhatWasSigned() throws Exception {
    for (Statement statement : SampleStatements.all()) {
      Statement read = verify(statement, statement.sign(KEY), NOW);

      assertThat(read).as(statement.type().typ()).isEqualTo(statement);
    }
  }

  @Test
  void verify_anotherKindOfStatementIsRefused() {
    for (Statement statement : SampleStatements.all()) {
      for (StatementType other : StatementType.values()) {
        if (other != statement.type()) {
          InvalidStatementException refusal = refusal(statement, signed(other, statement.toJson()));

          assertThat(refusal.refusal())
              .as("%s as %s", other, statement.type())
              .isEqualTo(StatementRefusal.REQUEST_MALFORMED);
        }
      }
    }
  }

  @Test
  void verify_missingMembersAreNamed() {
    for (Statement statement : SampleStatements.all()) {
      for (String name : statement.toJson().names()) {
        if (!isOptional(statement, name)) {
          InvalidStatementException refusal = refusal(statement, without(statement, name));

          assertThat(refusal.refusal()).isEqualTo(StatementRefusal.REQUEST_MALFORMED);
          assertThat(refusal.field()).as("%s without it", statement.type()).contains(name);
        }
      }
    }
  }

  private static boolean isOptional(Statement statement, String name) {
    List<String> optional =
        switch (statement.type()) {
          case INQUIRY, STANDING_INQUIRY -> List.of("purposeObject", "categories");
          case RELEASE_REQUEST ->
              List.of("from", "endPurpose", "endUser", "inquiry", "product", "label");
          case HANDOVER -> List.of("purposeObject", "parents");
          case DOWNSTREAM_ANSWER -> List.of("reason");
          case SELLER -> List.of("product", "fee");
          case COLLECTED_CONSENT -> List.of("discloser");
          default -> List.of();
        };
    return optional.contains(name);
  }

  @Test
  void verify_membersOfAnotherFormAreNamed() {
    for (Statement statement : SampleStatements.all()) {
      for (String name : statement.toJson().names()) {
        for (JsonValue wrong :
            List.of(
                JsonString.of("~ no such thing \u0007"), JsonObject.EMPTY, new JsonInteger(-1))) {
          InvalidStatementException refusal = refusal(statement, changed(statement, name, wrong));

          assertThat(refusal.refusal())
              .as("%s with %s %s", statement.type(), name, wrong)
              .isEqualTo(StatementRefusal.REQUEST_MALFORMED);
          assertThat(refusal.field().orElse("")).startsWith(name);
        }
      }
    }
  }

  @Test
  void verify_unknownMembersAreRefused() {
    for (Statement statement : SampleStatements.all()) {
      InvalidStatementException refusal =
          refusal(statement, changed(statement, "more", new JsonInteger(1)));

      assertThat(refusal.refusal()).isEqualTo(StatementRefusal.REQUEST_MALFORMED);
      assertThat(refusal.rule()).contains("only the members");
    }
  }

  @Test
  void verify_setsOutOfOrderAreRefused() {
    JsonArray unsorted = JsonArray.ofStrings(List.of("SHOPPING.AGGREGATE", "PAYMENT.SUMMARY"));

    InvalidStatementException refusal =
        refusal(
            SampleStatements.release(),
            changed(SampleStatements.release(), "categories", unsorted));

    assertThat(refusal.field()).contains("categories");
    assertThat(refusal.rule()).contains("sorted");
  }

  @Test
  void verify_payloadThatIsNotCanonicalIsRefused() {
    Statement statement = SampleStatements.inquiry();
    byte[] spaced = (" " + CanonicalJson.text(statement.toJson())).getBytes(UTF_8);

    InvalidStatementException refusal =
        refusal(statement, Jws.sign(KEY, statement.type().typ(), spaced));

    assertThat(refusal.refusal()).isEqualTo(StatementRefusal.REQUEST_MALFORMED);
    assertThat(refusal.rule()).contains("canonical");
  }

  @Test
  void verify_textsThatAreNoStatementAreRefused() {
    Statement statement = SampleStatements.inquiry();
    String jws = statement.sign(KEY);

    for (String text :
        List.of("", ".", "..", "a.b.c", jws + ".x", "{}", jws.substring(jws.indexOf('.')))) {
      assertThat(refusal(statement, text).refusal())
          .as(text)
          .isEqualTo(StatementRefusal.REQUEST_MALFORMED);
    }
  }

  @Test
  void verify_anotherIssuerIsRefused() {
    for (Statement statement : SampleStatements.all()) {
      Expected another = new Expected("bank-hill", statement.claims().audience(), NOW);

      InvalidStatementException refusal = refusal(statement, statement.sign(KEY), TRUSTED, another);

      assertThat(refusal.refusal()).isEqualTo(StatementRefusal.REQUEST_PARTY_MISMATCH);
    }
  }

  @Test
  void verify_anotherAudienceIsRefused() {
    for (Statement statement : SampleStatements.all()) {
      Expected another = new Expected(ISSUER, "bureau-south", NOW);

      InvalidStatementException refusal = refusal(statement, statement.sign(KEY), TRUSTED, another);

      assertThat(refusal.refusal()).isEqualTo(StatementRefusal.REQUEST_AUDIENCE_WRONG);
    }
  }

  @Test
  void verify_aKeyThatIsNotTheIssuersIsRefused() {
    for (Statement statement : SampleStatements.all()) {
      InvalidStatementException refusal =
          refusal(statement, statement.sign(SampleStatements.key(2)));

      assertThat(refusal.refusal()).isEqualTo(StatementRefusal.REQUEST_SIGNATURE_INVALID);
    }
  }

  @Test
  void verify_aFlippedSignatureIsRefused() {
    Statement statement = SampleStatements.inquiry();
    String jws = statement.sign(KEY);
    int at = jws.lastIndexOf('.') + 5;
    String flipped =
        jws.substring(0, at) + (jws.charAt(at) == 'A' ? 'B' : 'A') + jws.substring(at + 1);

    assertThat(refusal(statement, flipped).refusal())
        .isEqualTo(StatementRefusal.REQUEST_SIGNATURE_INVALID);
  }

  @Test
  void verify_holdsFromFiveSecondsBeforeToFiveSecondsAfter() throws Exception {
    Statement statement = SampleStatements.inquiry();
    String jws = statement.sign(KEY);

    assertThat(verify(statement, jws, NOW.minusSeconds(5))).isEqualTo(statement);
    assertThat(verify(statement, jws, NOW.plusSeconds(65))).isEqualTo(statement);
    for (Instant wrong : List.of(NOW.minusSeconds(6), NOW.plusSeconds(66))) {
      assertThat(refusal(statement, jws, TRUSTED, expected(statement, wrong)).refusal())
          .as("at %s", wrong)
          .isEqualTo(StatementRefusal.REQUEST_EXPIRED);
    }
  }

  @Test
  void verify_anAcknowledgementMayBeLateAndASellersHalfStands() throws Exception {
    for (Statement statement : SampleStatements.all()) {
      boolean stands =
          statement.type() == StatementType.ACKNOWLEDGEMENT
              || statement.type() == StatementType.SELLER;
      Instant later = NOW.plusSeconds(2 * 86_400);

      if (stands) {
        assertThat(verify(statement, statement.sign(KEY), later)).isEqualTo(statement);
      } else {
        assertThat(refusal(statement, statement.sign(KEY), TRUSTED, expected(statement, later)))
            .as(statement.type().typ())
            .isNotNull();
      }
    }
  }

  @Test
  void verify_aStatementThatLivesTooLongIsRefused() {
    for (Statement statement : SampleStatements.all()) {
      if (statement.type() != StatementType.SELLER) {
        long exp = NOW.getEpochSecond() + statement.type().longest().toSeconds() + 1;

        InvalidStatementException refusal =
            refusal(statement, changed(statement, "exp", new JsonInteger(exp)));

        assertThat(refusal.refusal()).isEqualTo(StatementRefusal.REQUEST_MALFORMED);
        assertThat(refusal.field()).contains("exp");
      }
    }
  }

  @Test
  void sign_refusesAStatementThatLivesTooLong() {
    long now = NOW.getEpochSecond();
    Claims claims = new Claims(ISSUER, "data-vault", now, OptionalLong.of(now + 61), "x");
    ResolveRequest request = new ResolveRequest(claims, "LOAN_APPROVAL");

    assertThatThrownBy(() -> request.sign(KEY)).hasMessageContaining("at most 60 s");
  }

  @Test
  void constructors_refuseWhatContradictsItself() {
    Claims claims = SampleStatements.claims("consent-service");

    assertThatThrownBy(
            () -> new KeyProof(claims, "bank-hill", "SIGN", KEY.verificationKey().keyId()))
        .hasMessageContaining("is the issuer");
    assertThatThrownBy(
            () ->
                new AgreementSignature(
                    claims, "agr_" + UUID, SampleStatements.HASH, "mall-east", "bureau-north"))
        .hasMessageContaining("provider or the receiver");
    assertThatThrownBy(
            () ->
                new Acknowledgement(
                    claims,
                    UUID,
                    5,
                    SampleStatements.HASH,
                    SampleStatements.HASH,
                    new SeenCheckpoint(5, SampleStatements.HASH),
                    0))
        .hasMessageContaining("covered by the checkpoint");
  }

  @Test
  void claimedIssuer_isReadWithoutAKey() throws Exception {
    String jws = SampleStatements.inquiry().sign(SampleStatements.key(2));

    assertThat(Statement.claimedIssuer(jws)).isEqualTo(ISSUER);
    assertThatThrownBy(() -> Statement.claimedIssuer("x.y"))
        .isInstanceOf(InvalidStatementException.class);
  }

  @Test
  void refusals_showNothingOfTheContent() {
    Statement statement = SampleStatements.inquiry();

    InvalidStatementException refusal =
        refusal(statement, changed(statement, "subject", JsonString.of("ID-card-of-somebody")));

    assertThat(refusal.getMessage()).doesNotContain("ID-card-of-somebody");
  }
}
