package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tallystick.events.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionRequestTest {
  private final World world = World.standard();

  private static void refused(JsonObject json, String message) {
    InvalidRequestException refusal =
        catchThrowableOfType(InvalidRequestException.class, () -> DecisionRequest.parse(json));
    assertThat(refusal).as(message).isNotNull();
    assertThat(refusal).hasMessage(message);
  }

  @Test
  void parse_readsEveryMember() throws InvalidRequestException {
    JsonObject json =
        Json.with(
            Requests.purchaseJson(world, "019cac2a-9dc0-7d59-89cb-fc8b5084be4a"),
            "request",
            "aaaa.bbbb.cccc",
            "requestType",
            "inquiry+jws",
            "consent",
            world.id("con"),
            "label",
            "a label",
            "fee",
            Json.object(
                "amount", 0,
                "currency", "CNY",
                "tariff", world.tariff,
                "line", "score-std",
                "dedupOf", "019cac2a-9dc0-7d59-89cb-fc8b5084be4a"));

    DecisionRequest request = DecisionRequest.parse(json);

    assertThat(request.step()).isEqualTo(Step.RELEASE_2);
    assertThat(request.named().fee().orElseThrow().dedupOf()).isPresent();
    assertThat(request.chain().parents()).hasSize(1);
    assertThat(request.what().purposeObject()).contains(new PurposeObject("APPLICATION", "APP-1"));
    assertThat(request.label()).contains("a label");
  }

  @Test
  void parse_namesTheMemberAndTheRule() {
    JsonObject supply = Requests.supplyJson("SHOPPING.AGGREGATE");
    Map<String, String> missing =
        Map.of(
            "step", "step must be there",
            "caller", "caller must be there",
            "from", "from must be there",
            "subject", "subject must be there at this step",
            "to", "to must be there at this step",
            "purpose", "purpose must be there at this step",
            "endPurpose", "endPurpose must be there at this step",
            "categories", "categories must be there at this step");
    missing.forEach((name, message) -> refused(Json.without(supply, name), message));
    refused(
        Json.without(Requests.purchaseJson(world), "product"),
        "product must be there at this step");
    refused(
        Json.object("step", "DEPOSIT", "caller", World.MALL, "from", World.MALL),
        "agreement must be there at this step");
    refused(Json.with(supply, "caller", World.BANK), "caller is from or to");
    refused(Json.with(supply, "surprise", 1), "surprise is no member that is known here");
    refused(Json.with(supply, "dryRun", "yes"), "dryRun is true or false");
    refused(Json.with(supply, "categories", "x"), "categories is a list of at most 256 items");
    refused(Json.with(supply, "categories", List.of("x")), "categories is a list of codes");
    refused(Json.with(supply, "parents", List.of("x")), "parents is a list of objects");
    refused(Json.with(supply, "label", ""), "label is 1 to 120 characters");
    refused(Json.with(supply, "purposeObject", "x"), "purposeObject is an object");
    refused(Json.with(supply, "fee", Json.object("amount", -1)), "fee.amount is 0 or more");
    refused(
        Json.with(supply, "step", "GIVE"),
        "step is one of [DEPOSIT, RELEASE_1, RELEASE_2, RELEASE, ONWARD]");
    refused(
        Json.with(supply, "subject", "sub_5ciq6vxtulqh6wm2te5ttwo2a5"),
        "subject is of the form sub_[a-z2-7]{25}[aeimquy4]");
  }

  @Test
  void toString_showsNobody() {
    assertThat(Requests.supply("SHOPPING.AGGREGATE").toString())
        .doesNotContain(World.ALICE)
        .doesNotContain(World.MALL);
  }
}
