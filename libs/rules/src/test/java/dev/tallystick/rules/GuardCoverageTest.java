package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.PartyKey;
import dev.tallystick.rules.state.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever is logged between a permit and its release: either the answer stays, or a guard that the
 * permit names has moved and the log refuses the release. Otherwise data would leave on a fact that
 * no longer holds.
 */
class GuardCoverageTest {
  private final World world = World.standard();
  private final Map<String, Runnable> mutations = new LinkedHashMap<>();
  private String provide = "";
  private String query = "";
  private String parent = "";

  @BeforeEach
  void setUp() {
    link(World.ALICE, World.BOB);
    provide =
        world.consent(
            Json.with(
                Consents.provide(world, List.of("SHOPPING.AGGREGATE", "TRAVEL.TRIP")),
                "useLimit",
                3));
    world.consent(
        Json.with(
            Consents.consent(
                world,
                "SENSITIVE",
                World.MALL,
                World.BUREAU,
                "CREDIT_REPORTING_SUPPLY",
                List.of("TRAVEL.TRIP")),
            "modifies",
            provide));
    query =
        world.consent(
            Json.with(
                Consents.query(world, List.of("SHOPPING.AGGREGATE")),
                "frequency",
                Json.object("count", 2, "window", "P1D")));
    DecisionRequest supply = Requests.supply("SHOPPING.AGGREGATE", "TRAVEL.TRIP");
    parent = world.release(supply, world.decide(supply));
    personMutations();
    partyMutations();
    exchangeMutations();
  }

  private void personMutations() {
    for (var consent : world.state().consents(World.ALICE)) {
      mutations.put("withdraw " + consent.kind(), () -> world.withdraw(consent.id()));
      mutations.put(
          "expire " + consent.kind(),
          () ->
              world.append(
                  "consent.expired",
                  Optional.of(World.ALICE),
                  Json.object(
                      "consent", consent.id(),
                      "version", 1,
                      "kind", consent.kind(),
                      "recipient", consent.recipient(),
                      "validUntil", World.time(World.START))));
      mutations.put("narrow " + consent.kind(), () -> version(consent.id(), "categories"));
      mutations.put("repurpose " + consent.kind(), () -> version(consent.id(), "purpose"));
      mutations.put("shorten " + consent.kind(), () -> version(consent.id(), "validUntil"));
    }
    for (String token : List.of(World.ALICE, World.BOB)) {
      mutations.put("freeze " + token, () -> world.freeze(token));
      mutations.put("erase all of " + token, () -> erase(token, Optional.empty()));
    }
    mutations.put("erase the mall's", () -> erase(World.ALICE, Optional.of(World.MALL)));
    String carol = "sub_aaaaaaaaaaaaaaaaaaaaaaaaaa";
    mutations.put(
        "link to a frozen token",
        () -> {
          world.freeze(carol);
          link(World.BOB, carol);
        });
  }

  private void version(String consent, String what) {
    var now = world.state().consent(consent).orElseThrow();
    JsonObject data =
        Json.with(
            Consents.consent(
                world,
                now.kind(),
                now.discloser().orElseThrow(),
                now.recipient(),
                now.purpose(),
                List.copyOf(now.categories())),
            "consent",
            consent,
            "version",
            2);
    JsonObject changed =
        switch (what) {
          case "categories" -> Json.with(data, "categories", List.of("FOOD.AGGREGATE"));
          case "purpose" -> Json.with(data, "purpose", "ANTI_FRAUD");
          default -> Json.with(data, "validUntil", World.time(world.now().minusMillis(1)));
        };
    world.append("consent.given", Optional.of(World.ALICE), changed);
  }

  private void erase(String token, Optional<String> provider) {
    JsonObject data =
        Json.object(
            "erasure",
            world.id("era"),
            "scope",
            provider.isPresent() ? "PROVIDER" : "ALL",
            "ground",
            "PERSON_REQUEST",
            "stoppedAt",
            World.time(world.now()));
    world.append(
        "erasure.started",
        Optional.of(token),
        provider.isPresent() ? Json.with(data, "provider", provider.get()) : data);
  }

  private void link(String one, String other) {
    String unused = world.link(world.claim(one, other), one, other);
  }

  private void partyMutations() {
    for (String party : List.of(World.MALL, World.BUREAU, World.BANK)) {
      mutations.put("suspend " + party, () -> world.suspend(party));
      mutations.put("register anew " + party, () -> world.register(party, "AUDITOR"));
      for (String scope : List.of("ALL", "QUERY", "DEPOSIT", "RECEIPTS")) {
        mutations.put(
            "suspend service " + scope + " of " + party,
            () ->
                world.append(
                    "service.suspended",
                    Optional.empty(),
                    Json.object("party", party, "scope", scope, "ground", "x")));
      }
      for (PartyKey key : world.state().party(party).orElseThrow().keys()) {
        mutations.put(
            "revoke a key of " + party,
            () ->
                world.append(
                    "party.key.revoked",
                    Optional.empty(),
                    Json.object(
                        "party",
                        party,
                        "use",
                        key.use(),
                        "thumbprint",
                        key.thumbprint(),
                        "reason",
                        "COMPROMISED")));
      }
    }
    mutations.put(
        "revoke the licence",
        () ->
            world.append(
                "licence.revoked",
                Optional.empty(),
                Json.object(
                    "licence",
                    world.licence,
                    "party",
                    World.BUREAU,
                    "ground",
                    "x",
                    "by",
                    "authority")));
    mutations.put(
        "terminate the agreement", () -> world.terminate(world.supply, World.MALL, World.BUREAU));
    mutations.put(
        "file a spent version of the agreement",
        () ->
            world.append(
                "agreement.filed",
                Optional.empty(),
                Papers.agreement(world.supply, "SUPPLY", World.MALL, World.BUREAU, World.START)));
    mutations.put(
        "retire the product",
        () ->
            world.append(
                "product.retired",
                Optional.empty(),
                Json.object("product", world.product, "party", World.BUREAU)));
    mutations.put(
        "narrow the product",
        () ->
            world.append(
                "product.registered",
                Optional.empty(),
                Papers.product(world.product, List.of("FOOD.AGGREGATE"), List.of())));
    mutations.put(
        "plan less", () -> Filed.plan(world, World.BUREAU, world.now(), List.of("FOOD.ORDER")));
    mutations.put("vet long ago", () -> Filed.use(world, World.BANK, "2024-03-01"));
    for (String party : List.of(World.MALL, World.BUREAU)) {
      mutations.put("end the assessment of " + party, () -> Filed.endAssessment(world, party));
    }
    mutations.put(
        "a rival buys bureau and bank",
        () -> {
          Filed.own(world, World.RIDE, World.BUREAU, 2500);
          Filed.own(world, World.RIDE, World.BANK, 5100);
        });
    mutations.put("publish a tariff", () -> world.tariff(150, world.now()));
    mutations.put(
        "activate a pack",
        () -> world.activate(Packs.closing("BUREAU->LENDER", "PLATFORM->BUREAU"), world.now()));
  }

  private void exchangeMutations() {
    mutations.put(
        "mark the parent undelivered",
        () ->
            world.append(
                "data.undelivered",
                Optional.of(World.ALICE),
                Json.object(
                    "release",
                    parent,
                    "from",
                    World.MALL,
                    "to",
                    World.BUREAU,
                    "reason",
                    "NO_ANSWER",
                    "attempts",
                    1)));
    mutations.put(
        "destroy the parent",
        () ->
            world.append(
                "data.destroyed",
                Optional.of(World.ALICE),
                Json.object(
                    "party",
                    World.BUREAU,
                    "releases",
                    List.of(parent),
                    "reason",
                    "DENIED",
                    "certificate",
                    World.HASH)));
    mutations.put("supply twice", () -> repeat(Requests.supply("SHOPPING.AGGREGATE"), 2));
    mutations.put("sell twice", () -> repeat(Requests.purchase(world, parent), 2));
  }

  private void repeat(DecisionRequest request, int times) {
    for (int i = 0; i < times; i++) {
      world.release(request, world.decide(request));
    }
  }

  @Test
  void decide_everyChangeThatMattersMovesAGuardOfThePermit() {
    world.on(Packs.shelf()).later(Duration.ofSeconds(1));
    List<String> changed = new ArrayList<>();
    for (DecisionRequest request :
        List.of(
            Requests.supply("SHOPPING.AGGREGATE", "TRAVEL.TRIP"),
            Requests.purchase(world, parent),
            deposit())) {
      State before = world.state();
      Decision permit = world.decide(request);
      assertThat(permit.code()).as(request.step().name()).isEmpty();
      mutations.forEach(
          (name, mutation) -> {
            world.rewind(before);
            mutation.run();
            Decision after = world.decide(request);
            boolean same = after.granted().equals(permit.granted()) && after.isPermit();
            boolean moved =
                permit.guards().entrySet().stream()
                    .anyMatch(g -> world.state().guard(g.getKey()) != g.getValue());
            assertThat(same || moved).as("%s at %s", name, request.step()).isTrue();
            if (!same) {
              changed.add(name);
            }
          });
      world.rewind(before);
    }
    assertThat(changed)
        .as("every change but one of a deposit's own matters to one of them")
        .containsAll(mutations.keySet().stream().filter(name -> !isHarmless(name)).toList());
  }

  /** Changes of facts that none of the three reads. */
  private static boolean isHarmless(String name) {
    return name.equals("suspend service QUERY of " + World.MALL)
        || name.equals("suspend service RECEIPTS of " + World.MALL)
        || name.equals("suspend service DEPOSIT of " + World.BUREAU)
        || name.equals("suspend service DEPOSIT of " + World.BANK);
  }

  private DecisionRequest deposit() {
    return Requests.of(
        Json.object(
            "step", "DEPOSIT",
            "caller", World.MALL,
            "from", World.MALL,
            "agreement", world.supply,
            "recordCategories", List.of("SHOPPING.AGGREGATE")));
  }

  /** The price is a fact too; here no other guard of the permit moves with it. */
  @Test
  void decide_whatWasChargedMovesItsOwnGuard() {
    world.append(
        "consent.given",
        Optional.of(World.ALICE),
        Json.with(
            Consents.query(world, List.of("SHOPPING.AGGREGATE")), "consent", query, "version", 2));
    DecisionRequest request = Requests.purchase(world, parent);
    String guard = GuardKeys.charge(World.BUREAU, World.BANK, World.ALICE, world.product);
    Decision full = world.decide(request);

    String sold = world.release(request, full);
    Decision free = world.decide(request);
    world.append(
        "fee.reversed",
        Optional.of(World.ALICE),
        Json.object(
            "release",
            sold,
            "from",
            World.BUREAU,
            "to",
            World.BANK,
            "fee",
            Json.object(
                "amount", 120, "currency", "CNY", "tariff", world.tariff, "line", "score-std"),
            "reason",
            "ERROR"),
        Map.of(),
        Set.of(guard));
    Decision again = world.decide(request);

    assertThat(fee(full)).isEqualTo(120);
    assertThat(fee(free)).isZero();
    assertThat(fee(again)).isEqualTo(120);
    assertThat(List.of(full, free, again))
        .extracting(decision -> decision.guards().get(guard))
        .containsExactly(0L, 1L, 2L);
    assertThat(full.advances()).containsExactly(guard);
  }

  private static long fee(Decision decision) {
    return decision.granted().fee().orElseThrow().amount();
  }

  @Test
  void decide_nothingOfThePermitIsMovedByWhatDoesNotConcernIt() {
    DecisionRequest request = Requests.purchase(world, parent);
    Decision permit = world.decide(request);

    world.register("bank-elsewhere", "LENDER");
    world.suspend(World.HARBOUR);
    world.append(
        "consent.given",
        Optional.of("sub_bbbbbbbbbbbbbbbbbbbbbbbbba"),
        Consents.query(world, List.of("SHOPPING.AGGREGATE")));

    permit
        .guards()
        .forEach((key, version) -> assertThat(world.state().guard(key)).as(key).isEqualTo(version));
    assertThat(world.decide(request).granted()).isEqualTo(permit.granted());
    assertThat(query).isNotEmpty();
    assertThat(ShippedPacks.all()).isNotEmpty();
  }
}
