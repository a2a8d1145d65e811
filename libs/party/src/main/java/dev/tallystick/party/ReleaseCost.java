package dev.tallystick.party;

import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import java.util.Optional;

/**
 * What a release costs: a line of a published tariff, or nothing because the same was charged
 * before on the same day.
 *
 * @param amount in minor units
 * @param tariff the tariff's id
 * @param line the tariff's line
 * @param dedupOf the event of the release that was charged instead
 */
public record ReleaseCost(
    long amount, String currency, String tariff, String line, Optional<String> dedupOf) {
  /** Refuses what no fee is. */
  public ReleaseCost {
    if (amount < 0 || amount > JsonInteger.MAX) {
      throw new IllegalFieldException("fee.amount", "is from 0 to 2^53-1");
    }
    Form.CURRENCY.require("fee.currency", currency);
    Form.TARIFF.require("fee.tariff", tariff);
    Form.NAME.require("fee.line", line);
    Form.EVENT.require("fee.dedupOf", dedupOf);
  }

  static ReleaseCost read(Members members) {
    ReleaseCost fee =
        new ReleaseCost(
            members.integer("amount"),
            members.text("currency"),
            members.text("tariff"),
            members.text("line"),
            members.optionalText("dedupOf"));
    members.end();
    return fee;
  }

  /** As JSON, as in events. */
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("amount", amount)
        .put("currency", currency)
        .put("tariff", tariff)
        .put("line", line)
        .putIfPresent("dedupOf", dedupOf)
        .build();
  }
}
