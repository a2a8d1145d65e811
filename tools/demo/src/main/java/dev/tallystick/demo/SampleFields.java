package dev.tallystick.demo;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * What the records of the demonstration say, drawn at random: as each category's schema has it, and
 * with a canary where it has room for one.
 */
final class SampleFields {
  private static final Map<String, BiFunction<JsonObject.Builder, Random, JsonObject.Builder>>
      BY_CATEGORY =
          Map.ofEntries(
              Map.entry(
                  "SHOPPING.AGGREGATE",
                  (fields, random) ->
                      fields
                          .put("kinds", JsonArray.ofStrings(List.of(Canaries.WORD)))
                          .put("returnRate", random.nextInt(10))
                          .put("spendBand", random.nextInt(10))),
              Map.entry(
                  "PAYMENT.SUMMARY",
                  (fields, random) ->
                      fields
                          .put("currency", "CNY")
                          .put("inflow", Canaries.NUMBER)
                          .put("inflowBand", random.nextInt(10))
                          .put("stability", random.nextInt(100))),
              Map.entry(
                  "TRAVEL.AGGREGATE",
                  (fields, random) ->
                      fields
                          .put("nightsPerYear", Canaries.NUMBER)
                          .put("tripsPerYear", random.nextInt(10))),
              Map.entry("LOAN.PERFORMANCE", number("overdueDays")),
              Map.entry(
                  "BNPL.PERFORMANCE",
                  (fields, random) ->
                      fields
                          .put("openPlans", random.nextInt(10))
                          .put("overdueDays", random.nextInt(10))),
              Map.entry("UTILITY.PAYMENT", number("arrearsCount")),
              Map.entry("TELECOM.TENURE", number("monthsOnNetwork")),
              Map.entry("SHOPPING.ORDER", reference("order")),
              // What no vault takes in is offered too, to be refused.
              Map.entry("SHOPPING.HEALTH", reference("order")),
              Map.entry("IDENTITY.BASIC", flag("idVerified")),
              Map.entry("IDENTITY.CONTACT", flag("verified")),
              Map.entry("MOBILITY.RIDE", reference("ride")),
              Map.entry("LOCATION.TRACK", number("pointCount")),
              Map.entry(
                  "PAYMENT.TRANSACTION",
                  (fields, random) ->
                      fields
                          .put("amount", 100 + random.nextInt(100_000))
                          .put("currency", "CNY")
                          .put("direction", random.nextBoolean() ? "IN" : "OUT")),
              Map.entry("ACCOUNT.BALANCE", number("balanceBand")),
              Map.entry("FOOD.AGGREGATE", number("ordersPerMonth")),
              Map.entry("FOOD.ORDER", reference("order")),
              Map.entry(
                  "TRAVEL.TRIP",
                  (fields, random) ->
                      fields
                          .put("mode", random.nextBoolean() ? "TRAIN" : "FLIGHT")
                          .put("nights", random.nextInt(10))),
              Map.entry("BEHAVIOUR.APP", number("appCount")),
              Map.entry("DEVICE.FINGERPRINT", reference("device")),
              Map.entry("SOCIAL.GRAPH", number("contacts")),
              Map.entry("EMPLOYMENT", text("employer")),
              Map.entry("EDUCATION", text("institution")),
              Map.entry("TELECOM.CALLS", number("callsPerMonth")),
              Map.entry("WEALTH.FUND", number("valueBand")),
              Map.entry("INCOME.SALARY", number("incomeBand")),
              Map.entry("TAX.AMOUNT", number("taxBand")),
              Map.entry("INSURANCE.COMMERCIAL", reference("policy")),
              Map.entry("PROPERTY.REALESTATE", reference("title")),
              Map.entry("LOAN.APPLICATION", reference("application")));

  private SampleFields() {}

  /** The fields of one record. */
  static JsonObject of(String category, Random random) {
    BiFunction<JsonObject.Builder, Random, JsonObject.Builder> draw = BY_CATEGORY.get(category);
    if (draw == null) {
      throw new IllegalArgumentException("no sample of " + category);
    }
    return draw.apply(JsonObject.builder(), random).build();
  }

  private static BiFunction<JsonObject.Builder, Random, JsonObject.Builder> number(String name) {
    return (fields, random) -> fields.put(name, random.nextInt(10));
  }

  private static BiFunction<JsonObject.Builder, Random, JsonObject.Builder> reference(String name) {
    return (fields, random) ->
        fields.put(name, Canaries.REFERENCE + "-" + random.nextInt(1_000_000));
  }

  private static BiFunction<JsonObject.Builder, Random, JsonObject.Builder> flag(String name) {
    return (fields, random) -> fields.put(name, random.nextBoolean());
  }

  private static BiFunction<JsonObject.Builder, Random, JsonObject.Builder> text(String name) {
    return (fields, random) -> fields.put(name, Canaries.REFERENCE + " Works");
  }
}
