package dev.tallystick.demo;

import dev.tallystick.demo.request.BnplPerformance;
import dev.tallystick.demo.request.PaymentSummary;
import dev.tallystick.demo.request.PaymentTransaction;
import dev.tallystick.demo.request.ShoppingAggregate;
import dev.tallystick.demo.request.TravelAggregate;
import dev.tallystick.demo.request.TravelTrip;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * What the records of the demonstration say, drawn at random: as each category's schema has it,
 * such as life might be, and with a canary where it has room for one.
 */
final class SampleFields {
  private static final List<String> KINDS =
      List.of("BOOKS", "CLOTHING", "GARDEN", "GROCERIES", "KITCHEN", "SPORTS", "STATIONERY");
  private static final List<String> PLACES = List.of("Bay", "Falls", "Harbour", "Springs");

  private static final Map<String, Function<Random, JsonObject>> BY_CATEGORY =
      Map.ofEntries(
          Map.entry(
              "SHOPPING.AGGREGATE",
              random ->
                  new ShoppingAggregate(
                          List.of(pick(random, KINDS), Canaries.BRAND),
                          random.nextInt(10),
                          1 + random.nextInt(9))
                      .toJson()),
          Map.entry("PAYMENT.SUMMARY", SampleFields::payments),
          Map.entry("TRAVEL.AGGREGATE", SampleFields::travels),
          Map.entry("LOAN.PERFORMANCE", number("overdueDays")),
          Map.entry(
              "BNPL.PERFORMANCE",
              random -> new BnplPerformance(random.nextInt(10), random.nextInt(10)).toJson()),
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
              random ->
                  new PaymentTransaction(
                          1_250 + 50L * random.nextInt(900),
                          "CNY",
                          random.nextBoolean() ? "IN" : "OUT")
                      .toJson()),
          Map.entry("ACCOUNT.BALANCE", number("balanceBand")),
          Map.entry("FOOD.AGGREGATE", number("ordersPerMonth")),
          Map.entry("FOOD.ORDER", reference("order")),
          Map.entry(
              "TRAVEL.TRIP",
              random ->
                  new TravelTrip(
                          Canaries.NAME + " " + pick(random, PLACES),
                          random.nextBoolean() ? "TRAIN" : "FLIGHT",
                          1 + random.nextInt(6))
                      .toJson()),
          Map.entry("BEHAVIOUR.APP", number("appCount")),
          Map.entry("DEVICE.FINGERPRINT", reference("device")),
          Map.entry("SOCIAL.GRAPH", number("contacts")),
          Map.entry("EMPLOYMENT", text("employer", "Porcelain Works")),
          Map.entry("EDUCATION", text("institution", "College")),
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
    Function<Random, JsonObject> draw = BY_CATEGORY.get(category);
    if (draw == null) {
      throw new IllegalArgumentException("no sample of " + category);
    }
    return draw.apply(random);
  }

  private static Function<Random, JsonObject> number(String name) {
    return random -> one(name, new JsonInteger(random.nextInt(10)));
  }

  private static Function<Random, JsonObject> reference(String name) {
    return random ->
        one(name, JsonString.of("%s/%06d".formatted(Canaries.NAME, random.nextInt(1_000_000))));
  }

  private static Function<Random, JsonObject> flag(String name) {
    return random -> one(name, JsonBoolean.of(random.nextBoolean()));
  }

  private static Function<Random, JsonObject> text(String name, String kind) {
    return random -> one(name, JsonString.of(Canaries.NAME + " " + kind));
  }

  /** The band is that of the amount. */
  private static JsonObject payments(Random random) {
    long inflow = pick(random, Canaries.INFLOWS);
    return new PaymentSummary("CNY", inflow, inflow / 250_000, 40 + random.nextInt(56)).toJson();
  }

  private static JsonObject travels(Random random) {
    int trips = 1 + random.nextInt(7);
    return new TravelAggregate(2L * trips + random.nextInt(6), trips).toJson();
  }

  private static <T> T pick(Random random, List<T> several) {
    return several.get(random.nextInt(several.size()));
  }

  private static JsonObject one(String name, JsonValue value) {
    return JsonObject.of(Map.of(name, value));
  }
}
