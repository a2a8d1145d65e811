package dev.tallystick.bench.inquiry;

import dev.tallystick.demo.Cast;
import dev.tallystick.demo.ConsentingPerson;
import dev.tallystick.demo.DemoFile;
import dev.tallystick.demo.Deposits;
import dev.tallystick.demo.InventedPerson;
import dev.tallystick.demo.Market;
import dev.tallystick.demo.RunningSuite;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.local.identity.Registrar;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.Delivery;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.PurposeReference;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The market of the demonstration with people whom a lender may inquire about: each is a customer
 * of two platforms and has consented to the inquiries. Everything is set up through the public
 * APIs.
 */
final class InquiryScene {
  private static final List<String> PLATFORMS = List.of("mall-east", "pay-south");
  private static final String APPLICATION = "APP-BENCH";
  private static final int FIRST_NUMBER = 2_000_000;
  private static final int CHUNK = 500;
  private static final long SEED = 7;

  private final RunningSuite suite;
  private final DemoFile demo;
  private final PlainRecords plain;
  private final Clock clock;
  private final Deposits deposits;
  private final List<Applicant> applicants = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  InquiryScene(SuiteFolder folder, Clock clock, PlainRecords plain) throws IOException {
    this.suite = new RunningSuite(folder, clock);
    this.demo = DemoFile.in(folder);
    this.plain = plain;
    this.clock = clock;
    this.deposits = new Deposits(SEED, clock.instant());
  }

  /** Opens the market and prepares this many people, in the suite and in the plain tables. */
  void set(int people) throws RefusedException, IOException, InterruptedException, SQLException {
    new Market(suite, demo).open();
    plain.create();
    List<Identity.Person> named = new ArrayList<>();
    List<String> subjects = new ArrayList<>();
    Registrar registrar = suite.registrar();
    for (int i = 0; i < people; i++) {
      Identity.Person person = person(i);
      var identifier = new InventedPerson(FIRST_NUMBER + i).identifier();
      named.add(person);
      subjects.add(registrar.enrol(person, identifier.scheme(), identifier.value()));
    }
    for (String platform : PLATFORMS) {
      deposit(platform, subjects);
    }
    for (int i = 0; i < people; i++) {
      names.add(named.get(i).name());
      applicants.add(new Applicant(subjects.get(i), consent(named.get(i).name())));
    }
  }

  private static Identity.Person person(int number) {
    Optional<String> none = Optional.empty();
    return new Identity.Person(
        "bench-" + number, "citizen", "Person", "No" + number, none, none, none);
  }

  private void deposit(String platform, List<String> subjects)
      throws RefusedException, IOException, InterruptedException, SQLException {
    String category = Deposits.categories(platform).get(0);
    List<JsonObject> lines = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      JsonObject line =
          deposits.line(platform, new InventedPerson(FIRST_NUMBER + i).identifier(), category);
      lines.add(line);
      plain.add(subjects.get(i), platform, CanonicalJson.text(line));
    }
    String agreement = demo.get("agreement." + platform + "." + Cast.BUREAU);
    for (int from = 0; from < lines.size(); from += CHUNK) {
      suite
          .party(platform)
          .deposit(agreement, lines.subList(from, Math.min(lines.size(), from + CHUNK)));
    }
  }

  private String consent(String person) throws RefusedException, IOException, InterruptedException {
    ConsentingPerson consents = new ConsentingPerson(suite, person);
    for (String platform : PLATFORMS) {
      consents.provide(platform, Cast.BUREAU, List.of(Deposits.categories(platform).get(0)));
    }
    return consents.query(Cast.BUREAU, Cast.LENDER, APPLICATION, Market.REPORT_CATEGORIES);
  }

  /** The same people, who have consented to the inquiries of a lender with a gateway too. */
  GatewayLender gatewayLender() throws RefusedException, IOException, InterruptedException {
    GatewayLender lender = new GatewayLender(suite, demo);
    for (int i = 0; i < names.size(); i++) {
      lender.add(names.get(i), applicants.get(i).subject(), APPLICATION);
    }
    return lender;
  }

  /** The keys by which the plain endpoint knows the lender. */
  VerificationKeys lenderKeys() throws IOException {
    return VerificationKeys.of(suite.keys(Cast.LENDER).publicKeys().verificationKey());
  }

  /** What the lender does with a report that it was sold. */
  LenderReceipts receipts() throws RefusedException, IOException, InterruptedException {
    return new LenderReceipts(suite.party(Cast.LENDER), suite, clock);
  }

  /** The lender's next inquiry at the suite. */
  Question atTheSuite(LenderReceipts receipts) throws IOException {
    PartyClient lender = suite.party(Cast.LENDER);
    return number -> {
      Delivery delivery = lender.inquire(inquiry(lender, number));
      receipts.add(delivery);
      if (!delivery.omitted().isEmpty()) {
        throw new IllegalStateException("something was left out of the report");
      }
    };
  }

  /** The same inquiry at an endpoint without protection. */
  Question at(URI plainEndpoint) throws IOException {
    PartyClient lender = suite.party(Cast.LENDER);
    // It asks for no token, and the lender's are for the services of the suite alone.
    ApiClient api = new ApiClient(HttpClient.newHttpClient(), (method, uri) -> Map.of());
    return number -> {
      InquiryRequest inquiry = inquiry(lender, number);
      JsonObject body =
          JsonObject.builder()
              .put("request", inquiry.sign(suite.keys(Cast.LENDER).signingKey()))
              .build();
      api.post(plainEndpoint, body, inquiry.inquiry());
    };
  }

  private InquiryRequest inquiry(PartyClient lender, long number) {
    Applicant applicant = applicants.get((int) (number % applicants.size()));
    return new InquiryRequest(
        lender.claims(Cast.BUREAU),
        lender.drawId("inq"),
        applicant.subject(),
        demo.get("product"),
        "LOAN_APPROVAL",
        Optional.of(new PurposeReference("APPLICATION", APPLICATION)),
        applicant.consent(),
        List.of());
  }

  RunningSuite suite() {
    return suite;
  }
}
