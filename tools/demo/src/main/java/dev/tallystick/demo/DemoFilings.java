package dev.tallystick.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.demo.request.AssessmentRequest;
import dev.tallystick.demo.request.MadeAnswer;
import dev.tallystick.demo.request.PlanRequest;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.TypedId;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * What the parties of the demonstration have on file before anything flows: the bureaus' collection
 * plans and everybody's impact assessments, each once.
 */
final class DemoFilings {
  /** What is traded here, or would be if the rules allowed it. */
  private static final List<String> CATEGORIES =
      List.of(
          "ACCOUNT.BALANCE",
          "BNPL.PERFORMANCE",
          "EDUCATION",
          "EMPLOYMENT",
          "FOOD.AGGREGATE",
          "FOOD.ORDER",
          "IDENTITY.BASIC",
          "IDENTITY.CONTACT",
          "INCOME.SALARY",
          "INSURANCE.COMMERCIAL",
          "LOAN.APPLICATION",
          "LOAN.PERFORMANCE",
          "MOBILITY.RIDE",
          "PAYMENT.SUMMARY",
          "PAYMENT.TRANSACTION",
          "PROPERTY.REALESTATE",
          "SHOPPING.AGGREGATE",
          "SHOPPING.ORDER",
          "TAX.AMOUNT",
          "TELECOM.TENURE",
          "TRAVEL.AGGREGATE",
          "TRAVEL.TRIP",
          "UTILITY.PAYMENT",
          "WEALTH.FUND",
          "WEALTH.SECURITIES");

  private final RunningSuite suite;
  private final DemoFile demo;
  private final Instant now;

  DemoFilings(RunningSuite suite, DemoFile demo, Instant now) {
    this.suite = suite;
    this.demo = demo;
    this.now = now;
  }

  /** Files what is not there yet. */
  void file() throws RefusedException, IOException, InterruptedException {
    for (String bureau : List.of(Cast.BUREAU, Cast.OTHER_BUREAU)) {
      once("plan." + bureau, bureau, "/v1/plans", plan());
      once("assessment." + bureau, bureau, "/v1/assessments", assessment("BUREAU", "LENDER"));
    }
    for (String platform : Cast.platforms()) {
      once("assessment." + platform, platform, "/v1/assessments", assessment("PLATFORM", "BUREAU"));
    }
    for (String lender : Cast.lenders()) {
      once("assessment." + lender, lender, "/v1/assessments", assessment("LENDER", "LENDER"));
    }
  }

  private void once(String name, String party, String path, JsonObject body)
      throws RefusedException, IOException, InterruptedException {
    if (demo.find(name).isEmpty()) {
      String key = TypedId.draw("key", suite.clock().millis(), suite.random());
      JsonObject filed = suite.as(party).post(suite.endpoints().consent(path), body, key);
      demo.put(name, MadeAnswer.read(filed).id().orElseThrow());
    }
  }

  private JsonObject plan() {
    return new PlanRequest(
            "COLLECTION",
            CATEGORIES,
            List.of("platforms under agreement"),
            "Sealed releases through the suite, under consent.",
            now)
        .toJson();
  }

  private JsonObject assessment(String from, String to) {
    return AssessmentRequest.builder()
        .fromRole(from)
        .toRole(to)
        .categories(CATEGORIES)
        .contents(List.of("IMPACT", "LAWFULNESS", "MEASURES"))
        .report(Hash.sha256("An invented assessment.".getBytes(UTF_8)))
        .validFrom(DemoTimes.inDays(now, -1))
        .validTo(DemoTimes.inDays(now, 365))
        .build()
        .toJson();
  }
}
