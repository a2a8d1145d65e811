package dev.tallystick.gateway.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.document.LoanToClose;
import dev.tallystick.gateway.problem.GatewayProblem;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.gateway.work.RequestIds;
import dev.tallystick.party.RefusedException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Passes on to bureaus which loans were opened and closed, and passes back what they say. Nothing
 * of it is kept here: the same request makes the same request to the bureau, whatever became of the
 * first one. Blocks.
 */
@Singleton
public class TellLoans {
  private final LoanOpeningSteps steps;
  private final SuiteClient suite;

  TellLoans(LoanOpeningSteps steps, SuiteClient suite) {
    this.steps = steps;
    this.suite = suite;
  }

  /** Tells that a loan was opened on the report of an order. */
  public String open(LoanToTellJson.OpeningJson told) {
    return post("/v1/loans", steps.opening(told));
  }

  /** Tells that a loan is over. */
  public String close(String loan, LoanToTellJson.ClosureJson told) {
    return post(
        "/v1/loans/" + loan + "/closure",
        new LoanToClose(told.bureau(), told.closedOn(), told.reason()).toJson());
  }

  /** A page of the party's loans with a bureau. */
  public String page(String bureau, @Nullable String cursor) {
    String path = "/v1/loans?bureau=" + bureau + (cursor == null ? "" : "&cursor=" + cursor);
    return ask((party, api, endpoints) -> api.get(endpoints.bureau(path)));
  }

  private String post(String path, JsonObject body) {
    String key = RequestIds.draw("key", () -> suite.party().drawId("key"));
    return ask((party, api, endpoints) -> api.post(endpoints.bureau(path), body, key));
  }

  private String ask(SuiteClient.Question<JsonObject> question) {
    try {
      return new String(CanonicalJson.messageBytes(suite.ask(question)), UTF_8);
    } catch (RefusedException e) {
      throw GatewayProblem.relayed(e);
    } catch (SuiteAwayException e) {
      throw GatewayProblemCode.SUITE_UNAVAILABLE.problem();
    }
  }
}
