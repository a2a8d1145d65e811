package dev.tallystick.party;

import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.document.StatedCost;
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

  static ReleaseCost of(StatedCost cost) {
    return new ReleaseCost(
        cost.amount(), cost.currency(), cost.tariff(), cost.line(), cost.dedupOf());
  }

  StatedCost toDocument() {
    return new StatedCost(amount, currency, tariff, line, dedupOf);
  }

  /** As JSON, as in events. */
  public JsonObject toJson() {
    return toDocument().toJson();
  }
}
