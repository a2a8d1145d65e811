package dev.tallystick.rules;

import dev.tallystick.events.json.JsonObject;
import java.util.List;

/** Requests about Alice, read as the service reads them. */
final class Requests {
  private Requests() {}

  static DecisionRequest of(JsonObject json) {
    try {
      return DecisionRequest.parse(json);
    } catch (InvalidRequestException e) {
      throw new AssertionError(e);
    }
  }

  static JsonObject supplyJson(String... categories) {
    return Json.object(
        "step",
        "RELEASE_1",
        "dryRun",
        false,
        "subject",
        World.ALICE,
        "caller",
        World.BUREAU,
        "from",
        World.MALL,
        "to",
        World.BUREAU,
        "purpose",
        "CREDIT_REPORTING_SUPPLY",
        "endPurpose",
        "LOAN_APPROVAL",
        "categories",
        List.of(categories));
  }

  static DecisionRequest supply(String... categories) {
    return of(supplyJson(categories));
  }

  /** The same about somebody else. */
  static DecisionRequest supplyOf(String subject, String... categories) {
    return of(Json.with(supplyJson(categories), "subject", subject));
  }

  /** A purchase by the bank of what some parents supplied; without parents a dry run. */
  static JsonObject purchaseJson(World world, String... parents) {
    JsonObject json =
        Json.object(
            "step", "RELEASE_2",
            "dryRun", parents.length == 0,
            "subject", World.ALICE,
            "caller", World.BANK,
            "from", World.BUREAU,
            "to", World.BANK,
            "endUser", World.BANK,
            "inquiry", world.id("inq"),
            "product", world.product,
            "purpose", "LOAN_APPROVAL",
            "purposeObject", Json.object("kind", "APPLICATION", "ref", "APP-1"));
    return parents.length == 0
        ? json
        : Json.with(
            json,
            "parents",
            java.util.Arrays.stream(parents).map(p -> Json.object("event", p)).toList());
  }

  static DecisionRequest purchase(World world, String... parents) {
    return of(purchaseJson(world, parents));
  }

  static DecisionRequest direct(String from, String to, String label, String... categories) {
    return of(directJson(from, to, label, categories));
  }

  static JsonObject directJson(String from, String to, String label, String... categories) {
    return Json.object(
        "step",
        "RELEASE",
        "subject",
        World.ALICE,
        "caller",
        from,
        "from",
        from,
        "to",
        to,
        "purpose",
        "LOAN_APPROVAL",
        "label",
        label,
        "categories",
        List.of(categories));
  }
}
