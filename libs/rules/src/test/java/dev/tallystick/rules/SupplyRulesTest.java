package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Release-1: what a platform's records need to reach a bureau. */
class SupplyRulesTest {
  private final World world = World.standard();

  @Test
  void decide_withEverythingInOrderPermitsAndNamesWhatItRestsOn() {
    String consent = world.provide("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");

    Decision decision = world.decide(Requests.supply("SHOPPING.AGGREGATE"));

    assertThat(decision.code()).isEmpty();
    assertThat(decision.categories()).containsExactly("SHOPPING.AGGREGATE");
    assertThat(decision.granted().agreement()).contains(world.supply);
    assertThat(decision.granted().recipientKey()).isPresent();
    assertThat(decision.guards().keySet())
        .extracting(key -> key.substring(0, key.indexOf('/')))
        .containsExactly("consent", "erasure", "freeze", "identity", "pack", "party", "party");
    assertThat(decision.guards()).containsEntry("consent/" + consent, 1L);
    assertThat(decision.advances()).isEmpty();
    assertThat(decision.ruleIds()).startsWith("PARTY", "EDGE", "R53", "R65", "R02", "R10");
  }

  /** R01: whatever the sale is called, and whatever was consented to. */
  @Test
  void r01_directSaleIsRefusedWhateverItIsCalled() {
    world.provide("IDENTITY.BASIC", "SHOPPING.AGGREGATE");
    for (String label :
        List.of(
            "application information",
            "identity information",
            "basic information",
            "profile score",
            "tech service")) {
      Decision decision =
          world.decide(Requests.direct(World.MALL, World.BANK, label, "IDENTITY.BASIC"));

      assertThat(decision.code()).as(label).contains("DIRECT_PROVISION_PROHIBITED");
      assertThat(decision.ruleId()).as(label).contains("R01");
      assertThat(decision.ruleIds()).as(label).containsExactly("PARTY", "R01");
      assertThat(decision.guards()).as(label).isEmpty();
    }
    assertThat(world.decide(Requests.supply("IDENTITY.BASIC")).isPermit()).isTrue();
  }

  @Test
  void r02_licenceHoldsToItsLastMillisecond() {
    world.provide("SHOPPING.AGGREGATE");
    world.key(World.BUREAU, World.YEAR_LATER.plus(Duration.ofDays(9)));
    Instant end = World.START.plus(Duration.ofDays(30));
    world.append(
        "licence.revoked",
        Optional.empty(),
        Json.object(
            "licence", world.licence, "party", World.BUREAU, "ground", "x", "by", "authority"));
    world.license(World.BUREAU, end);

    Decision before = world.at(end.minusMillis(1000)).decide(Requests.supply("SHOPPING.AGGREGATE"));
    assertThat(before.isPermit()).isTrue();
    assertThat(before.window().notAfter()).isEqualTo(end.minusMillis(1));
    assertThat(
            world.at(end.minusMillis(1)).decide(Requests.supply("SHOPPING.AGGREGATE")).isPermit())
        .isTrue();
    assertThat(world.at(end).decide(Requests.supply("SHOPPING.AGGREGATE")).code())
        .contains("BUREAU_NOT_LICENSED");
  }

  @Test
  void r05_terminatedAgreementIsNone() {
    world.provide("SHOPPING.AGGREGATE");
    DecisionRequest deposit =
        Requests.of(
            Json.object(
                "step", "DEPOSIT",
                "caller", World.MALL,
                "from", World.MALL,
                "agreement", world.supply,
                "recordCategories", List.of("SHOPPING.AGGREGATE")));
    assertThat(world.decide(deposit).isPermit()).isTrue();
    assertThat(world.decide(deposit).granted().agreement()).contains(world.supply);

    world.terminate(world.supply, World.MALL, World.BUREAU);

    assertThat(world.decide(deposit).code()).contains("AGREEMENT_NOT_FILED");
    assertThat(world.decide(Requests.supply("SHOPPING.AGGREGATE")).code())
        .contains("AGREEMENT_NOT_FILED");
  }

  @Test
  void r05_depositUnderAnUnknownOrForeignAgreementIsRefused() {
    for (String agreement : List.of(world.id("agr"), world.supply)) {
      DecisionRequest deposit =
          Requests.of(
              Json.object(
                  "step",
                  "DEPOSIT",
                  "caller",
                  World.RIDE,
                  "from",
                  World.RIDE,
                  "agreement",
                  agreement));
      assertThat(world.decide(deposit).code()).as(agreement).contains("AGREEMENT_NOT_FILED");
    }
  }

  @Test
  void r10_consentForOneBureauDoesNotServeAnother() {
    world.provide("SHOPPING.AGGREGATE");
    world.register("bureau-south", "BUREAU");
    world.license("bureau-south", World.YEAR_LATER);

    DecisionRequest other =
        Requests.of(
            Json.with(
                Requests.supplyJson("SHOPPING.AGGREGATE"),
                "caller",
                "bureau-south",
                "to",
                "bureau-south"));

    assertThat(world.decide(other).code()).contains("SEPARATE_CONSENT_MISSING");
    assertThat(world.decide(other).ruleId()).contains("R10");
  }

  @Test
  void r15_extraCategoryIsLeftOutAndTheOthersUnaffected() {
    world.provide("SHOPPING.AGGREGATE");

    Decision decision = world.decide(Requests.supply("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE"));
    Decision nothing = world.decide(Requests.supply("TRAVEL.AGGREGATE"));

    assertThat(decision.categories()).containsExactly("SHOPPING.AGGREGATE");
    assertThat(decision.omitted())
        .containsExactly(new Omission("TRAVEL.AGGREGATE", "CONSENT_SCOPE_EXCEEDED", "R15"));
    assertThat(nothing.code()).contains("CONSENT_SCOPE_EXCEEDED");
  }

  @Test
  void r16_withdrawalCountsFromTheNextDecision() {
    String consent = world.provide("SHOPPING.AGGREGATE");
    DecisionRequest request = Requests.supply("SHOPPING.AGGREGATE");
    assertThat(world.decide(request).isPermit()).isTrue();

    world.withdraw(consent);

    assertThat(world.decide(request).code()).contains("CONSENT_WITHDRAWN");
    assertThat(world.decide(request).ruleId()).contains("R16");
  }

  @Test
  void r16_withdrawnConsentStaysSoWhateverComesAfterUnderItsId() {
    String consent = world.provide("SHOPPING.AGGREGATE");
    world.withdraw(consent);
    world.consent(
        Json.with(
            Consents.provide(world, List.of("SHOPPING.AGGREGATE")),
            "consent",
            consent,
            "version",
            2));

    assertThat(world.decide(Requests.supply("SHOPPING.AGGREGATE")).code())
        .contains("CONSENT_WITHDRAWN");
  }

  @Test
  void r19_consentEndsWhenItSays() {
    Instant end = World.START.plus(Duration.ofDays(3));
    world.consent(
        Json.with(
            Consents.provide(world, List.of("SHOPPING.AGGREGATE")),
            "validFrom",
            World.time(World.START.plusSeconds(60)),
            "validUntil",
            World.time(end)));
    DecisionRequest request = Requests.supply("SHOPPING.AGGREGATE");

    assertThat(world.decide(request).code()).as("not begun").contains("SEPARATE_CONSENT_MISSING");
    Decision last = world.at(end.minusMillis(1)).decide(request);
    assertThat(last.isPermit()).isTrue();
    assertThat(last.window().notAfter()).isEqualTo(end.minusMillis(1));
    assertThat(world.at(end).decide(request).code()).contains("CONSENT_EXPIRED");
  }

  @Test
  void r25_consentForAnotherPurposeIsAMismatch() {
    world.consent(
        Consents.consent(
            world,
            "PROVIDE",
            World.MALL,
            World.BUREAU,
            "ANTI_FRAUD",
            List.of("SHOPPING.AGGREGATE")));

    assertThat(world.decide(Requests.supply("SHOPPING.AGGREGATE")).code())
        .contains("PURPOSE_MISMATCH");
  }

  @Test
  void r26_endPurposeHasToBePermittedToo() {
    world.provide("SHOPPING.AGGREGATE");
    Stream.of("MARKETING", "CROSS_SELL", "EMPLOYMENT_SCREENING", "UNHEARD_OF")
        .forEach(
            purpose ->
                assertThat(
                        world
                            .decide(
                                Requests.of(
                                    Json.with(
                                        Requests.supplyJson("SHOPPING.AGGREGATE"),
                                        "endPurpose",
                                        purpose)))
                            .code())
                    .as(purpose)
                    .contains("PURPOSE_NOT_PERMITTED"));
  }

  @Test
  void r30_beyondTheProductRefusesTheWholeRequest() {
    world.provide("SHOPPING.AGGREGATE", "FOOD.AGGREGATE");
    DecisionRequest request =
        Requests.of(
            Json.with(
                Requests.supplyJson("SHOPPING.AGGREGATE", "FOOD.AGGREGATE"),
                "product",
                world.product));

    assertThat(world.decide(request).code()).contains("NOT_MINIMUM_NECESSARY");
    assertThat(world.decide(request).omitted()).isEmpty();
  }

  @Test
  void r53_suspendedPartyTakesNoPart() {
    world.provide("SHOPPING.AGGREGATE");
    DecisionRequest request = Requests.supply("SHOPPING.AGGREGATE");
    for (String party : List.of(World.MALL, World.BUREAU)) {
      String suspension = world.suspend(party);
      assertThat(world.decide(request).code()).as(party).contains("SERVICE_SUSPENDED");
      world.append(
          "party.restored",
          Optional.empty(),
          Json.object(
              "party", party, "suspension", suspension, "ground", "fine", "by", "authority"));
      assertThat(world.decide(request).isPermit()).as(party).isTrue();
    }
  }

  @Test
  void r65_whoAcknowledgesTooLittleReceivesNothingForAWhile() {
    world.provide("SHOPPING.AGGREGATE");
    DecisionRequest request = Requests.supply("SHOPPING.AGGREGATE");
    Instant until = World.START.plusSeconds(900);
    for (String party : List.of(World.MALL, World.BUREAU)) {
      world.append(
          "service.suspended",
          Optional.empty(),
          Json.object(
              "party",
              party,
              "scope",
              "RECEIPTS",
              "ground",
              "120 releases without a receipt",
              "until",
              World.time(until)));
      boolean recipient = party.equals(World.BUREAU);
      assertThat(world.decide(request).isPermit()).as(party).isEqualTo(!recipient);
    }

    Decision refused = world.at(until.minusMillis(1)).decide(request);
    assertThat(refused.code()).contains("ACK_OVERDUE");
    assertThat(refused.ruleId()).contains("R65");
    assertThat(world.at(until).decide(request).isPermit()).isTrue();
  }

  /** A suspension that is renewed for months must not make every decision slower. */
  @Test
  void r65_suspensionsThatAreLongOverAreForgotten() {
    for (int hour = 0; hour < 72; hour++) {
      world.at(World.START.plusSeconds(hour * 3_600L));
      world.append(
          "service.suspended",
          Optional.empty(),
          Json.object(
              "party",
              World.BUREAU,
              "scope",
              "RECEIPTS",
              "ground",
              "x",
              "until",
              World.time(World.START.plusSeconds(hour * 3_600L + 900))));
    }

    assertThat(world.state().party(World.BUREAU).orElseThrow().suspensions())
        .hasSizeBetween(23, 27);
  }

  @Test
  void r53_suspensionEndsByItselfWhenItSays() {
    world.provide("SHOPPING.AGGREGATE");
    Instant until = World.START.plusSeconds(600);
    world.append(
        "party.suspended",
        Optional.empty(),
        Json.object(
            "party", World.MALL, "ground", "x", "until", World.time(until), "by", "authority"));
    DecisionRequest request = Requests.supply("SHOPPING.AGGREGATE");

    assertThat(world.at(until.minusMillis(1)).decide(request).isPermit()).isFalse();
    assertThat(world.at(until).decide(request).isPermit()).isTrue();
  }

  @Test
  void key_withoutOneNothingCanBeSealed() {
    world.provide("SHOPPING.AGGREGATE");
    String thumbprint = world.state().party(World.BUREAU).orElseThrow().keys().get(0).thumbprint();
    world.append(
        "party.key.revoked",
        Optional.empty(),
        Json.object(
            "party",
            World.BUREAU,
            "use",
            "ENCRYPT",
            "thumbprint",
            thumbprint,
            "reason",
            "COMPROMISED"));
    world.key(World.BUREAU, World.YEAR_LATER);

    assertThat(world.decide(Requests.supply("SHOPPING.AGGREGATE")).code())
        .as("a revoked key does not come back")
        .contains("RECIPIENT_KEY_MISSING");
  }

  @Test
  void key_aLaterOneIsSealedToFromItsBeginningOn() {
    world.provide("SHOPPING.AGGREGATE");
    DecisionRequest request = Requests.supply("SHOPPING.AGGREGATE");
    Instant begins = World.START.plus(Duration.ofDays(40));
    Optional<String> first = sealedTo(world.decide(request));
    String later = world.key(World.BUREAU, "drawn later", begins, World.YEAR_LATER);

    Decision before = world.at(begins.minusMillis(1_000)).decide(request);
    assertThat(sealedTo(before)).isEqualTo(first);
    assertThat(before.window().notAfter())
        .as("no permit for the first key reaches into the time of the later one")
        .isEqualTo(begins.minusMillis(1));
    assertThat(sealedTo(world.at(begins).decide(request))).contains(later);

    world.append(
        "party.key.revoked",
        Optional.empty(),
        Json.object(
            "party", World.BUREAU, "use", "ENCRYPT", "thumbprint", later, "reason", "COMPROMISED"));
    assertThat(sealedTo(world.at(begins).decide(request))).isEqualTo(first);
    assertThat(world.at(begins.minusMillis(1_000)).decide(request).window().notAfter())
        .as("one that was stopped begins never")
        .isAfter(begins);
  }

  private static Optional<String> sealedTo(Decision decision) {
    return decision.granted().recipientKey().map(key -> key.thumbprint());
  }
}
