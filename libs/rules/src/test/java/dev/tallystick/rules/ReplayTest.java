package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private final World world = World.standard();
  private final List<JsonObject> decided = new ArrayList<>();

  private Decision decide(DecisionRequest request) {
    Decision decision = world.decide(request);
    decided.add(decision.toClaims(request, world.id("dec"), Hash.fromHex(World.HASH)));
    return decision;
  }

  /** A day of permits and refusals, each with the claims that would have been signed. */
  private void live() {
    String provide = world.provide("SHOPPING.AGGREGATE", "TRAVEL.TRIP");
    decide(Requests.purchase(world));
    world.query("SHOPPING.AGGREGATE");
    decide(Requests.purchase(world));
    JsonObject quoted = decided.get(1).getObject("fee");
    DecisionRequest supply = Requests.supply("SHOPPING.AGGREGATE", "TRAVEL.TRIP");
    String parent = world.release(supply, decide(supply));
    DecisionRequest purchase = Requests.purchase(world, parent);
    world.release(purchase, decide(purchase));
    decide(purchase);
    // Quoted before the sale above; since then the same is free that day.
    decide(Requests.of(Json.with(Requests.purchaseJson(world, parent), "fee", quoted)));
    decide(Requests.direct(World.MALL, World.BANK, "x", "IDENTITY.BASIC"));
    decide(
        Requests.of(
            Json.object(
                "step", "DEPOSIT",
                "caller", World.MALL,
                "from", World.MALL,
                "agreement", world.supply,
                "recordCategories", List.of("SHOPPING.AGGREGATE"))));
    decide(
        Requests.of(
            Json.object(
                "step",
                "DEPOSIT",
                "caller",
                World.MALL,
                "from",
                World.MALL,
                "agreement",
                world.id("agr"),
                "recordCategories",
                List.of("SHOPPING.AGGREGATE"))));
    world.withdraw(provide);
    decide(purchase);
    decide(supply);
  }

  @Test
  void replay_ofEveryDecisionFromTheLogAloneIsTheSame() throws InvalidRequestException {
    live();

    Replay replay = new Replay(ShippedPacks.shelf());
    List<LoggedEvent> events = new ArrayList<>(world.events());
    for (JsonObject claims : decided) {
      while (replay.state().size() < claims.getInteger("asOfSize")) {
        replay.fold(events.remove(0));
      }
      Replay.Result result = replay.replay(claims, Optional.empty());
      assertThat(result.differences()).as(claims.getString("step")).isEmpty();
      assertThat(result.same()).isTrue();
    }
    assertThat(decided)
        .extracting(claims -> claims.findString("code").orElse(""))
        .as("permits and refusals")
        .contains("", "FEE_NOT_IN_TARIFF");
    assertThat(decided).hasSize(11);
  }

  /** Of two agreements the one that was named decides, also when the other lasts longer. */
  @Test
  void replay_ofAPermitUnderANamedAgreementFindsThatOne() throws InvalidRequestException {
    String longer = world.supply;
    String shorter = world.supply(World.MALL, World.BUREAU, World.START.plusSeconds(86_400));
    world.provide("SHOPPING.AGGREGATE");
    decide(Requests.of(Json.with(Requests.supplyJson("SHOPPING.AGGREGATE"), "agreement", shorter)));
    decide(Requests.supply("SHOPPING.AGGREGATE"));
    Replay replay = new Replay(ShippedPacks.shelf());
    world.events().forEach(replay::fold);

    assertThat(decided)
        .extracting(claims -> claims.getString("agreement"))
        .containsExactly(shorter, longer);
    for (JsonObject claims : decided) {
      assertThat(replay.replay(claims, Optional.empty()).differences()).isEmpty();
    }
  }

  @Test
  void replay_ofClaimsThatTheRulesDoNotMakeNamesTheDifference() throws InvalidRequestException {
    world.query("SHOPPING.AGGREGATE");
    decide(Requests.purchase(world));
    JsonObject claims = decided.get(0);
    Replay replay = new Replay(ShippedPacks.shelf());
    world.events().forEach(replay::fold);

    JsonObject cheaper = Json.with(claims, "fee", Json.with(claims.getObject("fee"), "amount", 1));
    JsonObject wider = Json.without(claims, "omitted");
    JsonObject later = Json.with(claims, "notAfter", World.time(World.YEAR_LATER));

    assertThat(replay.replay(claims, Optional.empty()).same()).isTrue();
    assertThat(replay.replay(cheaper, Optional.empty()).differences()).containsExactly("fee");
    assertThat(replay.replay(wider, Optional.empty()).same())
        .as("asking for less is another decision, and a right one")
        .isTrue();
    assertThat(replay.replay(later, Optional.empty()).differences()).containsExactly("notAfter");
  }

  @Test
  void replay_beyondTheSizeNamedIsRefused() {
    world.query("SHOPPING.AGGREGATE");
    decide(Requests.purchase(world));
    world.freeze(World.ALICE);
    Replay replay = new Replay(ShippedPacks.shelf());
    world.events().forEach(replay::fold);

    assertThatThrownBy(() -> replay.replay(decided.get(0), Optional.empty()))
        .isInstanceOf(IllegalStateException.class);
  }

  /** No empty list, no fraction: the claims can be an event's. */
  @Test
  void toClaims_areInTheDataModelOfTheLog() throws MalformedJsonException {
    live();

    for (JsonObject claims : decided) {
      byte[] canonical = CanonicalJson.bytes(claims);
      assertThat(CanonicalJson.parse(canonical)).isEqualTo(claims);
      assertThat(claims.has("guards")).isEqualTo(claims.getString("outcome").equals("PERMIT"));
    }
  }
}
