package dev.tallystick.rules;

import dev.tallystick.events.json.JsonObject;
import java.util.List;

/** The data of consents of Alice. */
final class Consents {
  private Consents() {}

  static JsonObject provide(World world, List<String> categories) {
    return consent(
        world, "PROVIDE", World.MALL, World.BUREAU, "CREDIT_REPORTING_SUPPLY", categories);
  }

  static JsonObject query(World world, List<String> categories) {
    return consent(world, "QUERY", World.BUREAU, World.BANK, "LOAN_APPROVAL", categories);
  }

  static JsonObject consent(
      World world,
      String kind,
      String discloser,
      String recipient,
      String purpose,
      List<String> categories) {
    JsonObject data =
        Json.object(
            "consent",
            world.id("con"),
            "version",
            1,
            "kind",
            kind,
            "discloser",
            discloser,
            "recipient",
            recipient,
            "purpose",
            purpose,
            "categories",
            categories,
            "method",
            "sealed",
            "retention",
            "P1Y",
            "form",
            "ELECTRONIC_WRITTEN",
            "evidence",
            Json.object("method", "SIGNED_IN_PORTAL", "digest", World.HASH),
            "notice",
            Json.object("id", world.id("ntc"), "textHash", World.HASH, "language", "en"),
            "validFrom",
            World.time(World.START),
            "validUntil",
            World.time(World.YEAR_LATER),
            "jurisdiction",
            "CN",
            "channel",
            "SELF");
    return switch (kind) {
      case "SENSITIVE" -> Json.with(data, "necessity", "fraud", "impact", "whereabouts");
      case "WRITTEN_FINANCIAL" -> Json.with(data, "adverseConsequencesTold", true);
      default -> data;
    };
  }
}
