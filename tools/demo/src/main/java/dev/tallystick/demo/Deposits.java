package dev.tallystick.demo;

import dev.tallystick.demo.request.RecordBasis;
import dev.tallystick.demo.request.RecordLine;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.Identifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The lines that platforms deposit, drawn from a seed: who is a customer where, and records of the
 * categories that each platform has.
 */
public final class Deposits {
  /** How many people the market has besides those of the story. */
  static final int PEOPLE = 1_000;

  private static final Map<String, List<String>> CATEGORIES =
      Map.ofEntries(
          Map.entry("mall-east", List.of("SHOPPING.AGGREGATE", "SHOPPING.ORDER", "IDENTITY.BASIC")),
          Map.entry("ride-west", List.of("MOBILITY.RIDE", "TRAVEL.AGGREGATE", "LOCATION.TRACK")),
          Map.entry(
              "pay-south", List.of("PAYMENT.SUMMARY", "PAYMENT.TRANSACTION", "ACCOUNT.BALANCE")),
          Map.entry("food-north", List.of("FOOD.AGGREGATE", "FOOD.ORDER")),
          Map.entry("trip-harbor", List.of("TRAVEL.AGGREGATE", "TRAVEL.TRIP")),
          Map.entry("shop-valley", List.of("SHOPPING.AGGREGATE", "BNPL.PERFORMANCE")),
          Map.entry("video-lake", List.of("BEHAVIOUR.APP", "DEVICE.FINGERPRINT")),
          Map.entry("chat-hill", List.of("IDENTITY.CONTACT", "SOCIAL.GRAPH")),
          Map.entry("search-plain", List.of("EMPLOYMENT", "BEHAVIOUR.APP")),
          Map.entry("phone-dune", List.of("TELECOM.TENURE", "TELECOM.CALLS")),
          Map.entry("stay-coast", List.of("TRAVEL.TRIP", "TRAVEL.AGGREGATE")),
          Map.entry("mart-grove", List.of("SHOPPING.AGGREGATE", "UTILITY.PAYMENT")),
          Map.entry(
              "wallet-cape",
              List.of(
                  "LOAN.PERFORMANCE",
                  "WEALTH.FUND",
                  "INCOME.SALARY",
                  "TAX.AMOUNT",
                  "INSURANCE.COMMERCIAL",
                  "PROPERTY.REALESTATE",
                  "LOAN.APPLICATION")),
          Map.entry("news-ridge", List.of("BEHAVIOUR.APP", "EDUCATION")));

  private final long seed;
  private final Instant now;

  /** Draws by this seed; records were observed before now. */
  public Deposits(long seed, Instant now) {
    this.seed = seed;
    this.now = now;
  }

  /** The categories that a platform has. */
  public static List<String> categories(String platform) {
    return CATEGORIES.getOrDefault(platform, List.of());
  }

  /** What a platform knows of its customers: every person is a customer of two platforms. */
  List<JsonObject> ofCrowd(String platform) {
    int place = Cast.platforms().indexOf(platform);
    int platforms = Cast.platforms().size();
    List<JsonObject> lines = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      if (i % platforms == place || (i / platforms + 3 * i + 5) % platforms == place) {
        List<String> has = categories(platform);
        String category = has.get((i / platforms) % has.size());
        lines.add(line(platform, new InventedPerson(i).identifier(), category));
      }
    }
    return lines;
  }

  /** One record of a person. */
  public JsonObject line(String platform, Identifier person, String category) {
    Random random = new Random(seed ^ person.value().hashCode() * 31L ^ category.hashCode());
    return RecordLine.builder()
        .identifier(person.toJson())
        .category(category)
        .observedAt(DemoTimes.inDays(now, -1 - random.nextInt(300)))
        .source(platform + " accounts")
        .basis(new RecordBasis("CONTRACT", "terms-2026"))
        .fields(SampleFields.of(category, random))
        .build()
        .toJson();
  }
}
