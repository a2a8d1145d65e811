package dev.tallystick.bureau;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.EventFactory;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something else that happens between a decision and its entry. */
final class MovingEvents {
  private MovingEvents() {}

  /** Moves the guard of the charge that a question is about. */
  static void advance(Market market, JsonObject question) {
    EventFactory events =
        new EventFactory(new MovableClock(), new SecureRandom(), "bureau-service");
    JsonObject data =
        JsonObject.builder()
            .put("release", events.drawId().toString())
            .put("from", question.getString("from"))
            .put("to", question.getString("to"))
            .put(
                "fee",
                JsonObject.builder()
                    .put("amount", 1)
                    .put("currency", "CNY")
                    .put("tariff", "trf_019c1252-326f-7f40-968e-ade6adae4240")
                    .put("line", "other")
                    .build())
            .put("reason", "ERROR")
            .build();
    try {
      market
          .log()
          .append(
              events.create(
                  "fee.reversed",
                  Optional.of(question.getString("subject")),
                  data,
                  Optional.empty(),
                  Map.of(),
                  List.of(market.chargeKey(question))));
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }
}
