package dev.tallystick.bureau;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ScriptedEvent;
import java.time.Duration;
import java.util.List;

/** A market day: a bureau with a report for sale, a lender, and a person with two records. */
record Fair(Market market, BureauSite bureau, Lender lender, String subject, String product) {

  static Fair open(Market market) {
    market.reset();
    BureauSite bureau = BureauSite.open(market, "bureau-north");
    Lender lender = Lender.open(market, "bank-riverside");
    // Parties are remembered for ten seconds, and these have new keys.
    MovableClock.pass(Duration.ofSeconds(11));
    market.deposit(
        "pay-south", "LOAN.PERFORMANCE", JsonObject.builder().put("overdueDays", 12).build());
    market.deposit(
        "mall-east",
        "SHOPPING.AGGREGATE",
        JsonObject.builder().put("spendBand", 8).put("mix", "canary-mix").build());
    return new Fair(market, bureau, lender, lender.drawSubject(), bureau.registerReport());
  }

  /** A new statement of the lender about the person. */
  String request() {
    return lender.sign(bureau.id(), subject, product);
  }

  /** What the log has about the person. */
  List<Event> entries() {
    return market.log().entries().stream()
        .map(ScriptedEvent::event)
        .filter(event -> event.subject().isPresent())
        .filter(event -> event.subject().get().equals(subject))
        .toList();
  }

  /** The releases among them. */
  List<Event> releases() {
    return entries().stream()
        .filter(event -> event.type().shortName().equals("data.released"))
        .toList();
  }
}
