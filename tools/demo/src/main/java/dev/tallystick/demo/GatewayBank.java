package dev.tallystick.demo;

import static dev.tallystick.demo.StepDiffersException.check;

import dev.tallystick.demo.request.AskAnswer;
import dev.tallystick.demo.request.AskRequest;
import dev.tallystick.demo.request.CodeToGive;
import dev.tallystick.demo.request.ConsentRequest;
import dev.tallystick.demo.request.LedgerDifference;
import dev.tallystick.demo.request.LedgerDifferences;
import dev.tallystick.demo.request.LedgerEntries;
import dev.tallystick.demo.request.LedgerEntry;
import dev.tallystick.demo.request.OrderAnswer;
import dev.tallystick.demo.request.OrderDecision;
import dev.tallystick.demo.request.OrderProblem;
import dev.tallystick.demo.request.OrderReport;
import dev.tallystick.demo.request.OrderRequest;
import dev.tallystick.demo.request.PersonByNumber;
import dev.tallystick.demo.request.SignatureAnswer;
import dev.tallystick.demo.request.SignatureRequest;
import dev.tallystick.demo.request.SoldReport;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.PartySignature;
import dev.tallystick.keys.PartyPublicKeys;
import dev.tallystick.party.KeyRegistrar;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A small bank whose systems speak with nobody but its gateway, which has its keys: they ask, order
 * and decide in plain JSON, and the gateway signs, buys, checks and keeps the books.
 */
public final class GatewayBank {
  /** The small class pays half. */
  static final long FEE = Market.FEE / 2;

  private static final String BANK = Cast.GATEWAY_LENDER;
  private static final String PURPOSE = "LOAN_APPROVAL";
  private static final String METHOD = "sealed message";
  private static final String RETENTION = "P1Y";

  private final RunningSuite suite;
  private final DemoFile demo;
  private final Market market;
  private Optional<OrderAnswer> bought = Optional.empty();

  /** The bank in a market that is open. */
  public GatewayBank(RunningSuite suite, DemoFile demo) {
    this.suite = suite;
    this.demo = demo;
    this.market = new Market(suite, demo);
  }

  /** Its part of the story; left out beside a suite that runs without it, as in containers. */
  void tell(Telling telling, Supplier<Protagonist> person, Supplier<FileVerifier> tally)
      throws InterruptedException {
    String title = "a small bank has nothing but its gateway";
    if (!suite.hasGateway(BANK)) {
      telling.tell(title, () -> "left out: no gateway runs beside this suite");
      return;
    }
    telling.tell(title, this::join);
    telling.tell("its systems ask, order and get a report", () -> buy(person.get(), tally.get()));
    telling.tell("it decides, and its books agree with the log", this::decide);
  }

  /**
   * The gateway's keys are enrolled by the regulator's code, and sign the contract; returns what
   * there is now, for people.
   */
  public String join() throws RefusedException, IOException, InterruptedException {
    GatewayCalls gateway = suite.gateway(BANK);
    if (demo.find("gateway.keys").isEmpty()) {
      revokeKeysOfAFile();
      JsonObject unused =
          gateway.post("/v1/keys/enrolment", new CodeToGive(market.code(BANK)).toJson());
      demo.put("gateway.keys", "enrolled");
    }
    String agreement =
        market.agree(
            Cast.BUREAU,
            BANK,
            "USE",
            (id, text) ->
                new PartySignature(
                    BANK,
                    SignatureAnswer.read(
                            gateway.post(
                                "/v1/agreement-signatures",
                                new SignatureRequest(Cast.BUREAU, BANK, id, text).toJson()))
                        .jws()));
    return "%s, agreement %s".formatted(BANK, agreement);
  }

  /** An earlier release of the demonstration kept them; a code lets in who has none. */
  private void revokeKeysOfAFile() throws RefusedException, IOException, InterruptedException {
    if (demo.find("keys." + BANK).isEmpty()) {
      return;
    }
    KeyRegistrar registrar = suite.party(BANK).registrar();
    PartyPublicKeys keys = suite.keys(BANK).publicKeys();
    for (String key : List.of(keys.encryptionKey().keyId(), keys.verificationKey().keyId())) {
      JsonObject unused = registrar.revoke(key, "RETIRED", Optional.empty());
    }
  }

  /** The person is asked, the order waits for the answer, and what comes is checked and kept. */
  private String buy(Protagonist person, FileVerifier tally)
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    GatewayCalls gateway = suite.gateway(BANK);
    PersonByNumber known =
        new PersonByNumber(person.identifier().scheme(), person.identifier().value());
    Instant validUntil = suite.clock().instant().plus(Duration.ofDays(180));
    AskAnswer ask =
        AskAnswer.read(gateway.post("/v1/consent-asks", ask(known, validUntil).toJson()));
    OrderAnswer placed =
        OrderAnswer.read(
            gateway.post(
                "/v1/orders",
                new OrderRequest(known, Cast.BUREAU, demo.get("product"), PURPOSE, ask.ask())
                    .toJson()));
    check(
        placed.waitsFor().equals(Optional.of("CONSENT")),
        placed.order() + " waits for " + placed.waitsFor().orElse("nothing"));
    ConsentingPerson consents = new ConsentingPerson(suite, person.name());
    String notice = GatewayCalls.await("the bank's question", () -> consents.asked(BANK));
    String consent = consents.agree(consent(notice, validUntil));
    OrderAnswer done = GatewayCalls.await("the report", () -> done(gateway, placed.order()));
    long fee = done.fee().orElseThrow().amount();
    check(fee == FEE, "the fee is " + fee);
    String path = "/v1/orders/" + done.order();
    FileVerifier.Outcome receipt = tally.verify("gateway", gateway.bytes(path + "/receipt"));
    check(receipt.exitCode() == 0, "the receipt: " + receipt.output());
    SoldReport report = SoldReport.read(OrderReport.read(gateway.get(path + "/report")).report());
    bought = Optional.of(done);
    return "%s waited for %s; event %s at %d, fee %d fen, score %s, receipt holds, acknowledged"
        .formatted(
            done.order(),
            consent,
            done.eventId().orElseThrow(),
            done.index().orElseThrow(),
            fee,
            report.score().orElse(0));
  }

  private static AskRequest ask(PersonByNumber person, Instant validUntil) {
    return AskRequest.builder()
        .person(person)
        .bureau(Cast.BUREAU)
        .purpose(PURPOSE)
        .categories(Market.REPORT_CATEGORIES)
        .method(METHOD)
        .retention(RETENTION)
        .validUntil(validUntil)
        .noticeText(
            "Lake Rural Credit asks Bureau North for one report about you, to decide on your loan.")
        .language("en")
        .contact("data@" + BANK + ".example")
        .rightsRoute("https://" + BANK + ".example/rights")
        .build();
  }

  private static ConsentRequest.Builder consent(String notice, Instant validUntil) {
    return ConsentRequest.builder()
        .kind("QUERY")
        .discloser(Cast.BUREAU)
        .recipient(BANK)
        .purpose(PURPOSE)
        .categories(Market.REPORT_CATEGORIES)
        .method(METHOD)
        .retention(RETENTION)
        .notice(notice)
        .validUntil(validUntil);
  }

  private static Optional<OrderAnswer> done(GatewayCalls gateway, String order)
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    OrderAnswer now = OrderAnswer.read(gateway.get("/v1/orders/" + order));
    check(
        List.of("QUEUED", "SIGNED", "OPENED", "ACKNOWLEDGED").contains(now.state()),
        "%s is %s: %s"
            .formatted(order, now.state(), now.problem().map(OrderProblem::code).orElse("")));
    return Optional.of(now).filter(each -> each.state().equals("ACKNOWLEDGED"));
  }

  /** The bureau is told what was decided by the report, and the books are those of the log. */
  private String decide()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    GatewayCalls gateway = suite.gateway(BANK);
    OrderAnswer order = bought.orElseThrow();
    String path = "/v1/orders/" + order.order();
    JsonObject unused = gateway.post(path + "/decision", new OrderDecision("APPROVED").toJson());
    String told = GatewayCalls.await("the decision's entry", () -> decided(gateway, path));
    GatewayCalls.await("the purchase in the books", () -> entry(gateway, order));
    List<LedgerDifference> differences =
        LedgerDifferences.read(gateway.get("/v1/ledger/differences")).differences();
    check(
        differences.isEmpty(),
        differences.size() + " differences, first of kind " + kind(differences));
    return "APPROVED, told as %s; %s stands in log and books, and nothing differs"
        .formatted(told, order.eventId().orElseThrow());
  }

  private static String kind(List<LedgerDifference> differences) {
    return differences.stream().map(LedgerDifference::kind).findFirst().orElse("");
  }

  private static Optional<String> decided(GatewayCalls gateway, String path)
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    OrderAnswer now = OrderAnswer.read(gateway.get(path));
    check(now.decisionProblem().isEmpty(), "it is refused: " + now.decisionProblem().orElse(""));
    return now.decisionEventId();
  }

  private static Optional<LedgerEntry> entry(GatewayCalls gateway, OrderAnswer order)
      throws RefusedException, IOException, InterruptedException {
    return LedgerEntries.read(gateway.get("/v1/ledger/entries")).entries().stream()
        .filter(each -> each.eventId().equals(order.eventId()) && each.acknowledged())
        .findFirst();
  }
}
