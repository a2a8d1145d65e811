package dev.tallystick.bench.inquiry;

import dev.tallystick.demo.Cast;
import dev.tallystick.demo.ConsentingPerson;
import dev.tallystick.demo.DemoFile;
import dev.tallystick.demo.GatewayBank;
import dev.tallystick.demo.GatewayCalls;
import dev.tallystick.demo.Market;
import dev.tallystick.demo.RunningSuite;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A lender whose systems order reports at its own gateway, which does all the rest. */
final class GatewayLender {
  private final RunningSuite suite;
  private final GatewayCalls gateway;
  private final String product;
  private final List<JsonObject> orders = new ArrayList<>();

  /** Enrols the gateway's keys in a market that is open. */
  GatewayLender(RunningSuite suite, DemoFile demo)
      throws RefusedException, IOException, InterruptedException {
    this.suite = suite;
    String unused = new GatewayBank(suite, demo).join();
    this.gateway = suite.gateway(Cast.GATEWAY_LENDER);
    this.product = demo.get("product");
  }

  /** Somebody who consents now, and about whom it orders from then on. */
  void add(String person, String subject, String application)
      throws RefusedException, IOException, InterruptedException {
    String consent =
        new ConsentingPerson(suite, person)
            .query(Cast.BUREAU, Cast.GATEWAY_LENDER, application, Market.REPORT_CATEGORIES);
    orders.add(
        JsonObject.builder()
            .put("subject", subject)
            .put("bureau", Cast.BUREAU)
            .put("product", product)
            .put("purpose", "LOAN_APPROVAL")
            .put("objectKind", "APPLICATION")
            .put("objectRef", application)
            .put("consent", consent)
            .build());
  }

  /** The next order: answered when it is on the gateway's disk. */
  Question orders() {
    return number -> {
      JsonObject unused = gateway.post("/v1/orders", orders.get((int) (number % orders.size())));
    };
  }

  /** How many orders have no report yet. */
  long waiting() {
    try {
      return gateway.get("/v1/status").getInteger("waiting");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RefusedException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Looks at the newest orders.
   *
   * @throws IllegalStateException if one has come to no report
   */
  void requireReports() throws RefusedException, IOException, InterruptedException {
    JsonArray newest = gateway.get("/v1/orders").getArray("orders");
    for (JsonValue order : newest.items()) {
      String state = ((JsonObject) order).getString("state");
      if (!state.equals("OPENED") && !state.equals("ACKNOWLEDGED")) {
        throw new IllegalStateException("an order is " + state);
      }
    }
  }
}
