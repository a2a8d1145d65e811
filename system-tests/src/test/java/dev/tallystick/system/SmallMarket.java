package dev.tallystick.system;

import dev.tallystick.demo.ConsentingPerson;
import dev.tallystick.demo.Deposits;
import dev.tallystick.demo.InventedPerson;
import dev.tallystick.demo.RunningSuite;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.party.Identifier;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.PurposeReference;
import dev.tallystick.tlog.NoteVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A market of one class of tests: two bureaus, three lenders and a platform with which nobody else
 * trades, and what they and people do there through the public APIs.
 */
final class SmallMarket {
  static final String BUREAU = "bureau-lark";
  static final String OTHER_BUREAU = "bureau-wren";
  static final String PLATFORM = "orchard-mall";
  static final String BANK = "bank-ash";
  static final List<String> LENDERS = List.of(BANK, "bank-elm", "bank-yew");
  static final String REGULATOR = "regulator";
  static final String CATEGORY = "SHOPPING.AGGREGATE";
  static final String PURPOSE = "LOAN_APPROVAL";

  private final RunningSuite suite;
  private final MarketCalls calls;
  private final String supply;
  private final Map<String, String> products;
  private final Instant now = Instant.now();

  /**
   * A market that is open.
   *
   * @param supply an agreement under which the platform deposits
   * @param products what the bureaus sell, one each
   */
  SmallMarket(RunningSuite suite, String supply, Map<String, String> products) {
    this.suite = suite;
    this.calls = new MarketCalls(suite);
    this.supply = supply;
    this.products = Map.copyOf(products);
  }

  /** Registers everybody and opens the market. */
  static SmallMarket open(Suite suite) throws Exception {
    SuiteFolder folder = SuiteFolder.existing(suite.command().home());
    return MarketFilings.open(new RunningSuite(folder, Clock.systemUTC()));
  }

  /** Calls in anybody's name. */
  MarketCalls calls() {
    return calls;
  }

  /** Somebody who trades here. */
  record Shopper(String name, String subject, Identifier identifier) {
    /** Shows no identifier. */
    @Override
    public String toString() {
      return name;
    }
  }

  /** A report that a lender has bought and opened. */
  record Purchase(String lender, String inquiry, String consent, OpenedPayload opened) {
    String event() {
      return opened.eventId();
    }
  }

  /** What a bureau sells here. */
  String product(String bureau) {
    return Optional.ofNullable(products.get(bureau)).orElseThrow();
  }

  /** A person whom only this market knows, of whom nothing is deposited yet. */
  Shopper enrol(String name, int number) throws Exception {
    Optional<String> none = Optional.empty();
    Identifier identifier = new InventedPerson(number).identifier();
    String subject =
        suite
            .registrar()
            .enrol(
                new Identity.Person(name, "citizen", "Person", name, none, none, none),
                identifier.scheme(),
                identifier.value());
    return new Shopper(name, subject, identifier);
  }

  /** The platform deposits a record of each, for any bureau that it supplies. */
  void deposit(List<Shopper> people) throws Exception {
    Deposits drawn = new Deposits(now.toEpochMilli(), now);
    List<JsonObject> lines =
        people.stream().map(person -> drawn.line(PLATFORM, person.identifier(), CATEGORY)).toList();
    JsonObject unused = suite.party(PLATFORM).deposit(supply, lines).receipt().orElseThrow();
  }

  /** The person lets the platform give to a bureau. */
  String provide(Shopper person, String bureau) throws Exception {
    return new ConsentingPerson(suite, person.name()).provide(PLATFORM, bureau, List.of(CATEGORY));
  }

  /** The person lets a lender ask a bureau. */
  String query(Shopper person, String bureau, String lender) throws Exception {
    return new ConsentingPerson(suite, person.name())
        .query(bureau, lender, application(person), List.of(CATEGORY));
  }

  private static String application(Shopper person) {
    return "A-" + person.name();
  }

  /** The person moves a consent between these two to another bureau, on a notice of that one. */
  JsonObject move(Shopper person, String consent, JsonObject notice, String to) throws Exception {
    String shown = calls.consent(person.name(), "/v1/notices", notice).getString("notice");
    return calls.consent(
        person.name(),
        "/v1/consents/" + consent + "/move",
        JsonObject.builder().put("to", to).put("notice", shown).build());
  }

  /** What a person is told of a consent. */
  static JsonObject notice(String kind, String discloser, String recipient, String purpose)
      throws MalformedJsonException {
    return MarketCalls.json(
        """
        {"kind":"%1$s","discloser":"%2$s","recipient":"%3$s","purpose":"%4$s","categories":["%5$s"],
         "method":"sealed message","retention":"P1Y","contact":"data@%3$s.example","language":"en","highlighted":true,
         "rightsRoute":"https://%3$s.example/rights","text":"%2$s gives %3$s what you spend in bands."}
        """
            .formatted(kind, discloser, recipient, purpose, CATEGORY));
  }

  /** A lender buys a report and opens it with every check of an honest recipient. */
  Purchase buy(String lender, String bureau, Shopper person, String consent) throws Exception {
    PartyClient client = suite.party(lender);
    InquiryRequest inquiry =
        new InquiryRequest(
            client.claims(bureau),
            client.drawId("inq"),
            person.subject(),
            product(bureau),
            PURPOSE,
            Optional.of(new PurposeReference("APPLICATION", application(person))),
            consent,
            List.of());
    OpenedPayload opened =
        client.open(
            client.inquire(inquiry),
            person.subject(),
            bureau,
            NoteVerifier.parse(client.publishedLogKey()));
    return new Purchase(lender, inquiry.inquiry(), consent, opened);
  }

  /** The lender tells what it decided by a report. */
  JsonObject decide(Purchase bought, String outcome, String... reasons) throws Exception {
    JsonObject.Builder decision =
        JsonObject.builder()
            .put("inquiry", bought.inquiry())
            .put("releases", JsonArray.ofStrings(List.of(bought.event())))
            .put("outcome", outcome);
    if (reasons.length > 0) {
      decision.put("reasons", JsonArray.ofStrings(List.of(reasons)));
    }
    return calls.bureau(bought.lender(), "/v1/credit-decisions", decision.build());
  }

  /**
   * The lender tells of a loan that it has opened by a report.
   *
   * @param shares in basis points by party; none if it lends alone
   */
  JsonObject lend(Purchase bought, String kind, Map<String, Integer> shares) throws Exception {
    JsonObject.Builder loan =
        JsonObject.builder()
            .put("kind", kind)
            .put("consent", bought.consent())
            .put("openedOn", LocalDate.ofInstant(now, ZoneOffset.UTC).toString())
            .put("releases", JsonArray.ofStrings(List.of(bought.event())));
    if (!shares.isEmpty()) {
      List<JsonObject> parts = new ArrayList<>();
      new TreeMap<>(shares)
          .forEach(
              (party, share) ->
                  parts.add(
                      JsonObject.builder().put("party", party).put("basisPoints", share).build()));
      loan.put("shares", JsonArray.of(parts));
    }
    return calls.bureau(bought.lender(), "/v1/loans", loan.build());
  }
}
