package dev.tallystick.audit.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.TestReleases;
import dev.tallystick.audit.sequencing.ValidityWindow;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.keys.SigningKey;
import dev.tallystick.keys.VerificationKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every way in which a decision may fail to permit a release, each by itself. */
class ReleaseCheckTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-02T01:30:00Z"), ZoneOffset.UTC);
  private static final String MALL = "mall-east";
  private static final String BUREAU = "bureau-north";
  private static final String BANK = "bank-riverside";

  private final SigningKey key = SigningKey.draw();
  private final TestReleases releases = new TestReleases(CLOCK, key);
  private final Map<EventId, ParentRelease> logged = new HashMap<>();
  private final String subject = TestEvents.subject();

  private ValidityWindow check(Event event) throws InvalidDecisionException {
    return ReleaseCheck.of(
            List.of(event),
            VerificationKeys.of(key.verificationKey()),
            ids -> {
              Map<EventId, ParentRelease> found = new HashMap<>(logged);
              found.keySet().retainAll(ids);
              return found;
            })
        .windowOf(event);
  }

  private void assertRefused(TestReleases.Draft draft, String field) {
    Event event = draft.build();
    assertThatThrownBy(() -> check(event))
        .isInstanceOfSatisfying(
            InvalidDecisionException.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  private TestReleases.Draft first() {
    return releases.release1(subject, MALL, BUREAU);
  }

  private EventId parent(String whose, String to) {
    EventId id = EventId.draw(CLOCK.millis(), new SecureRandom());
    logged.put(id, new ParentRelease(whose, to));
    return id;
  }

  private TestReleases.Draft second() {
    return releases.release2(subject, BUREAU, BANK, parent(subject, BUREAU));
  }

  private static JsonValue text(String value) {
    return TestReleases.text(value);
  }

  @Test
  void windowOf_aPermittedReleaseIsThatOfItsDecision() throws Exception {
    ValidityWindow expected = new ValidityWindow(CLOCK.millis() - 1000, CLOCK.millis() + 60_000);

    assertThat(check(first().build())).isEqualTo(expected);
    assertThat(check(second().build())).isEqualTo(expected);
  }

  @Test
  void windowOf_aDryRunIsRefused() {
    assertRefused(first().decisionSays("dryRun", JsonBoolean.of(true)), "internal.decision");
    assertRefused(first().decisionSays("dryRun", null), "internal.decision");
    assertRefused(second().decisionSays("dryRun", JsonBoolean.of(true)), "body.data.decision");
  }

  @Test
  void windowOf_aDenialIsRefused() {
    assertRefused(second().decisionSays("outcome", text("DENY")), "body.data.decision");
  }

  @Test
  void windowOf_aStatementOfSomebodyElseIsRefused() {
    assertRefused(second().decisionSays("iss", text("bureau-service")), "body.data.decision");
  }

  @Test
  void windowOf_aForeignKeyIsRefused() {
    assertRefused(second().signedBy(SigningKey.draw()), "body.data.decision");
  }

  @Test
  void windowOf_anUnsignedDecisionIsRefused() {
    TestReleases.Draft draft = second();
    String signed = draft.decision();
    String unsigned = signed.substring(0, signed.lastIndexOf('.') + 1) + "AA";

    assertRefused(draft.data("decision", text(unsigned)), "body.data.decision");
  }

  @Test
  void windowOf_anotherKindOfSignedTextIsRefused() {
    TestReleases.Draft draft = second();

    assertRefused(draft.data("decision", text(draft.value("request"))), "body.data.decision");
  }

  @Test
  void windowOf_strippedGuardsAreRefused() {
    assertRefused(first().withoutGuards(), "stub.guards");
  }

  @Test
  void windowOf_anotherVersionOfAGuardIsRefused() {
    JsonValue moved =
        JsonArray.of(List.of(JsonObject.builder().put("key", "pack/cn").put("version", 3).build()));

    assertRefused(first().decisionSays("guards", moved), "stub.guards");
  }

  @Test
  void windowOf_anAdvanceThatWasNotDecidedIsRefused() {
    assertRefused(second().decisionSays("advances", null), "stub.advances");
  }

  @Test
  void windowOf_anotherSubjectIsRefused() {
    assertRefused(first().about(TestEvents.subject()), "body.subject");
  }

  @Test
  void windowOf_otherPartiesAreRefused() {
    assertRefused(first().decisionSays("from", text("ride-west")), "body.data.from");
    assertRefused(first().decisionSays("to", text("bureau-south")), "body.data.to");
    assertRefused(second().decisionSays("endUser", text("bank-hill")), "endUser");
  }

  @Test
  void windowOf_anotherStepOrPurposeIsRefused() {
    assertRefused(first().decisionSays("step", text("RELEASE")), "body.data.step");
    assertRefused(first().decisionSays("purpose", text("MARKETING")), "body.data.purpose");
    assertRefused(first().decisionSays("purpose", null), "body.data.purpose");
    assertRefused(first().decisionSays("endPurpose", text("MARKETING")), "endPurpose");
  }

  @Test
  void windowOf_moreOrOtherCategoriesAreRefused() {
    assertRefused(
        first().decisionSays("categories", JsonArray.ofStrings(List.of("PAYMENT.SUMMARY"))),
        "body.data.categories");
  }

  @Test
  void windowOf_otherConsentsAreRefused() {
    assertRefused(first().decisionSays("consents", null), "body.data.consents");
    assertRefused(first().silentOf("consents"), "body.data.consents");
    assertRefused(second().silentOf("consents"), "body.data.consents");
  }

  @Test
  void windowOf_anotherFeeProductKeyOrMandateIsRefused() {
    assertRefused(second().decisionSays("fee", null), "body.data.fee");
    assertRefused(second().decisionSays("product", text(releases.id("prd"))), "body.data.product");
    assertRefused(
        second().decisionSays("recipientKey", text("A".repeat(43))), "body.data.recipientKey");
    assertRefused(
        first().decisionSays("agreement", text(releases.id("agr"))), "body.data.agreement");
  }

  @Test
  void windowOf_anotherRequestThanWasDecidedIsRefused() {
    assertRefused(first().decisionSays("requestDigest", text("ab".repeat(32))), "request");
    assertRefused(first().decisionSays("requestDigest", null), "request");
  }

  @Test
  void windowOf_otherParentsThanDecidedAreRefused() {
    EventId decided = parent(subject, BUREAU);
    EventId used = parent(subject, BUREAU);

    assertRefused(
        releases
            .release2(subject, BUREAU, BANK, used)
            .decisionSays("parents", JsonArray.ofStrings(List.of(decided.toString()))),
        "body.data.parents");
  }

  @Test
  void windowOf_aParentThatIsNotLoggedIsRefused() {
    EventId nowhere = EventId.draw(CLOCK.millis(), new SecureRandom());

    assertRefused(
        releases.release2(subject, BUREAU, BANK, parent(subject, BUREAU), nowhere),
        "body.data.parents");
  }

  @Test
  void windowOf_aParentAboutSomebodyElseIsRefused() {
    assertRefused(
        releases.release2(subject, BUREAU, BANK, parent(TestEvents.subject(), BUREAU)),
        "body.data.parents");
  }

  @Test
  void windowOf_aParentThatAnotherReceivedIsRefused() {
    assertRefused(
        releases.release2(subject, BUREAU, BANK, parent(subject, "bureau-south")),
        "body.data.parents");
  }

  @Test
  void windowOf_aDecisionWithoutTimesIsRefused() {
    assertRefused(second().decisionSays("notAfter", null), "body.data.decision");
    assertRefused(second().decisionSays("notBefore", text("soon")), "body.data.decision");
  }

  @Test
  void windowOf_membersThatOneOfTheTwoLeavesOutAreLetPass() {
    Event event = second().decisionSays("endUser", null).decisionSays("inquiry", null).build();

    assertThatCode(() -> check(event)).doesNotThrowAnyException();
  }
}
