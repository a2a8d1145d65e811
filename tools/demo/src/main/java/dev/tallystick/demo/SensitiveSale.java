package dev.tallystick.demo;

import static dev.tallystick.demo.StepDiffersException.check;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.Delivery;
import dev.tallystick.party.Deposit;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.InvalidReleaseException;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tlog.NoteVerifier;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A bank has a bureau look at where somebody has been. The person's consents to hand over and to
 * ask are not enough: whereabouts are sensitive, and take a consent of their own on both ways.
 */
record SensitiveSale(RunningSuite suite, DemoFile demo, Deposits deposits, Protagonist person) {
  static final String PURPOSE = "ANTI_FRAUD";
  static final String WHEREABOUTS = "TRAVEL.TRIP";
  static final List<String> CATEGORIES = List.of("SHOPPING.AGGREGATE", WHEREABOUTS);
  static final long FEE = 60;
  static final String PLATFORM = "trip-harbor";

  String attempt(NoteVerifier log)
      throws RefusedException,
          IOException,
          InterruptedException,
          InvalidReleaseException,
          StepDiffersException {
    depositTrip();
    ConsentingPerson consents = new ConsentingPerson(suite, person.name());
    List<String> trips = List.of(WHEREABOUTS);
    String provide = consents.provide(PLATFORM, Cast.BUREAU, trips);
    String query = consents.queryAboutFraud(Cast.BUREAU, Cast.LENDER, CATEGORIES);
    RefusedException refused = refusal(query);
    check(
        refused.code().equals("SENSITIVE_CONSENT_MISSING"),
        "refused otherwise: " + refused.getMessage());
    String out = consents.sensitive(PLATFORM, Cast.BUREAU, "CREDIT_REPORTING_SUPPLY", trips);
    String on = consents.sensitive(Cast.BUREAU, Cast.LENDER, PURPOSE, trips);
    PartyClient bank = suite.party(Cast.LENDER);
    Delivery sold = bank.inquire(inquiry(bank, query));
    OpenedPayload opened = bank.open(sold, person.subject(), Cast.BUREAU, log);
    JsonObject unused = bank.acknowledge(opened, log);
    return "%s with %s, refused as %s by %s; with %s and %s sold as %s for %d fen"
        .formatted(
            WHEREABOUTS,
            provide,
            refused.code(),
            refused.ruleId().orElse(""),
            out,
            on,
            sold.release(),
            sold.fee().orElseThrow().amount());
  }

  private void depositTrip()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    JsonObject line = deposits.line(PLATFORM, person.identifier(), WHEREABOUTS);
    String agreement = demo.get("agreement." + PLATFORM + "." + Cast.BUREAU);
    Deposit deposit = suite.party(PLATFORM).deposit(agreement, List.of(line));
    check(deposit.count() == 1, PLATFORM + " stored " + deposit.count() + " records");
  }

  private RefusedException refusal(String query)
      throws IOException, InterruptedException, StepDiffersException {
    PartyClient bank = suite.party(Cast.LENDER);
    try {
      Delivery sold = bank.inquire(inquiry(bank, query));
      throw new StepDiffersException("sold without that consent: " + sold.release());
    } catch (RefusedException e) {
      return e;
    }
  }

  private InquiryRequest inquiry(PartyClient bank, String query) {
    return new InquiryRequest(
        bank.claims(Cast.BUREAU),
        bank.drawId("inq"),
        person.subject(),
        demo.get("product.fraud"),
        PURPOSE,
        Optional.empty(),
        query,
        List.of());
  }

  @Override
  public String toString() {
    return "SensitiveSale[" + person + "]";
  }
}
