package dev.tallystick.demo;

import static dev.tallystick.demo.StepDiffersException.check;

import dev.tallystick.demo.request.LineageAnswer;
import dev.tallystick.demo.request.LineageRelease;
import dev.tallystick.demo.request.LoggedAnswer;
import dev.tallystick.demo.request.OmittedSource;
import dev.tallystick.demo.request.RefusedLine;
import dev.tallystick.demo.request.SoldReport;
import dev.tallystick.demo.request.UsedSource;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.Delivery;
import dev.tallystick.party.Deposit;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.InvalidReleaseException;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.PurposeReference;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tlog.MalformedNoteKeyException;
import dev.tallystick.tlog.NoteVerifier;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The sale of one report about one person, with everything that must go wrong on the way. Each
 * method is a step; it says what it expects, and tells the identifiers of what came of it.
 */
final class Story {
  private static final String MALL = "mall-east";
  private static final String PAY = "pay-south";
  private static final String TRIP = "trip-harbor";
  private static final String RIDE = "ride-west";
  private static final List<String> SOURCES = List.of(MALL, PAY, TRIP);
  private static final long SEED = 20_230_630;

  private final RunningSuite suite;
  private final DemoFile demo;
  private final Telling telling;
  private final Deposits deposits;
  private final Instant began;
  private final GatewayBank gatewayBank;
  private Optional<Protagonist> protagonist = Optional.empty();
  private Optional<FileVerifier> tally = Optional.empty();
  private Optional<ConsentingPerson> consents = Optional.empty();
  private Optional<Delivery> sold = Optional.empty();
  private Optional<OpenedPayload> opened = Optional.empty();
  private Optional<Pledge> pledge = Optional.empty();
  private String queryConsent = "";
  private Optional<String> lastRefusal = Optional.empty();
  private int run;

  Story(RunningSuite suite, DemoFile demo, Telling telling) {
    this.suite = suite;
    this.demo = demo;
    this.telling = telling;
    this.began = suite.clock().instant();
    this.deposits = new Deposits(SEED, began);
    this.gatewayBank = new GatewayBank(suite, demo);
  }

  void tell() throws InterruptedException {
    telling.tell("the market is open", this::openMarket);
    telling.tell("three platforms commit to how far they are", this::commit);
    telling.tell("a thousand people are customers", this::fillMarket);
    telling.tell("a person enrols", this::enrol);
    telling.tell("three platforms deposit records about the person", this::deposit);
    telling.tell("a record of a prohibited category is not even stored", this::prohibited);
    telling.tell("the lender resolves the person to the same token", this::resolve);
    telling.tell("the person consents", this::consent);
    telling.tell("a lender without consent is refused, and no platform is asked", this::uninvited);
    telling.tell("a platform cannot sell to a lender, whatever it calls it", this::directSale);
    telling.tell("a report is sold", this::sale);
    telling.tell("two receipts hold offline", this::receipts);
    telling.tell("two platforms released, one was refused", this::sources);
    telling.tell("the same again today costs nothing", this::sameDay);
    telling.tell("the person withdraws, and the next inquiry is refused", this::withdrawal);
    telling.tell("the person sees who bought and who was refused", this::usage);
    telling.tell("the auditor follows the report back to each platform", this::lineage);
    gatewayBank.tell(telling, this::person, this::tally);
    telling.tell("a shop's customer turns out to be the person, who confirms it", this::link);
    telling.tell("the person freezes everything, and lifts it again", this::freeze);
    telling.tell("the bureau's owner competes with a source", () -> sequel().conflict());
    telling.tell("whereabouts take a consent of their own", () -> sensitive().attempt(log()));
    telling.tell("a platform's records are erased, the proofs stay", () -> sequel().erasure());
    telling.tell("what was committed is opened at one instant", this::reveal);
    telling.tell("the next rule pack would have refused it", () -> sequel().nextPack(began));
    telling.tell("one changed byte in a copy of the log is found", () -> sequel().tampering(sold));
  }

  private String openMarket() throws RefusedException, IOException, InterruptedException {
    new Market(suite, demo).open();
    String vkey = suite.party(Cast.LENDER).publishedLogKey();
    tally = Optional.of(new FileVerifier(suite.folder().demo(), vkey));
    return "%d parties, pack %s, product %s, tariff %s"
        .formatted(Cast.all().size(), demo.get("pack"), demo.get("product"), demo.get("prices"));
  }

  private String commit() throws RefusedException, IOException, InterruptedException {
    pledge = Optional.of(Pledge.commit(suite));
    return pledge.orElseThrow().told();
  }

  private String fillMarket()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    long stored = new Crowd(suite, demo, deposits).deposit();
    if (demo.find("citizen2").isEmpty()) {
      demo.put("citizen2", Protagonist.ofCrowd(suite.folder()).subject());
    }
    return "%d records from %d platforms; citizen2 is one of them, %s"
        .formatted(stored, Cast.platforms().size(), demo.get("citizen2"));
  }

  private String enrol() throws IOException {
    run = demo.nextRun();
    Protagonist person = Protagonist.of(run, suite.folder());
    protagonist = Optional.of(person);
    consents = Optional.of(new ConsentingPerson(suite, person.name()));
    return person.name() + " is " + person.subject();
  }

  private String deposit()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    List<String> told = new ArrayList<>();
    for (String platform : SOURCES) {
      Deposit deposit = depositOf(platform, Deposits.categories(platform).get(0));
      check(deposit.count() == 1, platform + " stored " + deposit.count() + " records");
      byte[] receipt = CanonicalJson.messageBytes(deposit.receipt().orElseThrow());
      FileVerifier.Outcome verified = tally().verify("deposit-" + platform, receipt);
      check(verified.exitCode() == 0, "the deposit's receipt: " + verified.output());
      told.add(platform + " " + deposit.chunk());
    }
    return String.join(", ", told);
  }

  private Deposit depositOf(String platform, String category)
      throws RefusedException, IOException, InterruptedException {
    JsonObject line = deposits.line(platform, person().identifier(), category);
    return suite
        .party(platform)
        .deposit(demo.get("agreement." + platform + "." + Cast.BUREAU), List.of(line));
  }

  private String prohibited()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    Deposit deposit = depositOf(MALL, "SHOPPING.HEALTH");
    check(deposit.count() == 0 && deposit.refused().size() == 1, "it was stored");
    RefusedLine refusal = RefusedLine.read(deposit.refused().get(0));
    check(refusal.code().equals("CATEGORY_PROHIBITED"), "refused as " + refusal.code());
    return "SHOPPING.HEALTH, " + refusal.code() + " by " + refusal.ruleId();
  }

  private String resolve()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    String token =
        suite.party(Cast.LENDER).resolve("LOAN_APPROVAL", List.of(person().identifier())).get(0);
    check(token.equals(person().subject()), "resolved to another token");
    return token;
  }

  private String consent() throws RefusedException, IOException, InterruptedException {
    List<String> given = new ArrayList<>();
    for (String platform : List.of(MALL, PAY)) {
      String id =
          consents().provide(platform, Cast.BUREAU, List.of(Deposits.categories(platform).get(0)));
      given.add("PROVIDE " + platform + " " + id);
    }
    queryConsent =
        consents().query(Cast.BUREAU, Cast.LENDER, application(), Market.REPORT_CATEGORIES);
    given.add("QUERY " + Cast.LENDER + " " + queryConsent);
    return String.join(", ", given);
  }

  private String uninvited() throws IOException, InterruptedException, StepDiffersException {
    RefusedException refused = refusal(Cast.OTHER_LENDER, queryConsent);
    check(
        refused.code().equals("QUERY_CONSENT_MISSING"),
        "refused otherwise: " + refused.getMessage());
    SeenUsage usage = SeenUsage.awaiting(suite, person(), refused.auditEventId());
    check(usage.releases() == 0, usage.releases() + " releases to the bureau");
    usage.checkDeniedOnce(Cast.OTHER_LENDER, refused.auditEventId());
    return told(refused);
  }

  private String directSale() throws IOException, InterruptedException, StepDiffersException {
    return new DirectSale(suite, RIDE, Cast.LENDER).attempt(person().subject());
  }

  private String sale()
      throws RefusedException,
          IOException,
          InterruptedException,
          InvalidReleaseException,
          StepDiffersException {
    PartyClient bank = suite.party(Cast.LENDER);
    Delivery delivery = bank.inquire(inquiry(bank, queryConsent));
    long fee = delivery.fee().orElseThrow().amount();
    check(fee == Market.FEE, "the fee is " + fee);
    OpenedPayload payload = bank.open(delivery, person().subject(), Cast.BUREAU, log());
    sold = Optional.of(delivery);
    opened = Optional.of(payload);
    return "%s, event %s at %d, fee %d fen, score %s"
        .formatted(
            delivery.release(),
            delivery.eventId(),
            delivery.index(),
            fee,
            SoldReport.read(payload.payload().report().orElseThrow()).score().orElse(0));
  }

  private String receipts()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    Delivery delivery = sold.orElseThrow();
    FileVerifier.Outcome release = tally().verify("release", delivery.receiptBytes());
    check(release.exitCode() == 0, "the release's receipt: " + release.output());
    LoggedAnswer answer =
        LoggedAnswer.read(suite.party(Cast.LENDER).acknowledge(opened.orElseThrow(), log()));
    byte[] half = CanonicalJson.messageBytes(answer.receipt().orElseThrow());
    FileVerifier.Outcome acknowledged = tally().verify("acknowledgement", half);
    check(acknowledged.exitCode() == 0, "the acknowledgement's receipt: " + acknowledged.output());
    return "release at %d, acknowledgement %s at %d"
        .formatted(delivery.index(), answer.eventId().orElseThrow(), answer.index().orElseThrow());
  }

  private String sources() throws IOException, InterruptedException, StepDiffersException {
    SoldReport report = SoldReport.read(opened.orElseThrow().payload().report().orElseThrow());
    List<String> from = new ArrayList<>();
    List<String> parents = new ArrayList<>();
    for (UsedSource source : report.sources()) {
      from.add(source.from() + " " + source.event());
      parents.add(source.from());
    }
    Collections.sort(parents);
    check(parents.equals(List.of(MALL, PAY)), "the sources are " + from);
    List<OmittedSource> omitted = report.omitted();
    check(
        omitted.stream()
            .anyMatch(
                each -> each.from().equals(TRIP) && each.code().equals("SEPARATE_CONSENT_MISSING")),
        "the report does not say that " + TRIP + " is missing: " + omitted.size());
    // The denial came before the sale, so a list that shows the sale shows it too.
    String denial =
        SeenUsage.awaiting(suite, person(), Optional.of(sold.orElseThrow().eventId()))
            .denial(TRIP, "SEPARATE_CONSENT_MISSING");
    return "%s; omitted %s, SEPARATE_CONSENT_MISSING, logged as %s"
        .formatted(String.join(", ", from), TRIP, denial);
  }

  private String sameDay()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    PartyClient bank = suite.party(Cast.LENDER);
    Delivery again = bank.inquire(inquiry(bank, queryConsent));
    check(again.fee().orElseThrow().amount() == 0, "the fee is " + again.fee().orElseThrow());
    String charged = again.fee().orElseThrow().dedupOf().orElse("");
    check(charged.equals(sold.orElseThrow().eventId()), "dedupOf is " + charged);
    return again.release() + ", fee 0, charged with " + charged;
  }

  private String withdrawal()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    LoggedAnswer withdrawn = LoggedAnswer.read(consents().withdraw(queryConsent));
    RefusedException refused = refusal(Cast.LENDER, queryConsent);
    check(refused.code().equals("CONSENT_WITHDRAWN"), "refused otherwise: " + refused.getMessage());
    lastRefusal = refused.auditEventId();
    return queryConsent
        + withdrawn.eventId().map(event -> " by event " + event).orElse("")
        + "; "
        + told(refused);
  }

  private String usage()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    return SeenUsage.awaiting(suite, person(), lastRefusal).told(Market.FEE);
  }

  private String lineage()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    String id = sold.orElseThrow().eventId();
    LineageAnswer answer =
        LineageAnswer.read(suite.as("auditor").get(suite.endpoints().audit("/v1/lineage/" + id)));
    List<String> up = answer.up().stream().map(LineageRelease::from).sorted().toList();
    check(up.equals(List.of(MALL, PAY)), "the lineage leads to " + up);
    return id + " comes from " + String.join(" and ", up);
  }

  private String link()
      throws RefusedException,
          IOException,
          InterruptedException,
          InvalidReleaseException,
          StepDiffersException {
    String shop = LinkedCustomer.SHOP;
    LinkedCustomer customer = new LinkedCustomer(suite, person(), "VC-" + (204_117 + run));
    customer.importFile(deposits, demo.get("agreement." + shop + "." + Cast.BUREAU));
    String provide = consents().provide(shop, Cast.BUREAU, List.of(LinkedCustomer.CATEGORY));
    queryConsent =
        consents().query(Cast.BUREAU, Cast.LENDER, application(), Market.REPORT_CATEGORIES);
    LinkedCustomer.Inquiry byCard = bank -> bank.inquire(inquiry(bank, queryConsent));
    String claim = customer.claim();
    check(!customer.sources(byCard, log()).contains(shop), "a mere claim has opened records");
    String link = customer.confirm(claim);
    List<String> sources = customer.sources(byCard, log());
    check(sources.contains(shop), "the report is from " + sources);
    return "%s by %s, linked by %s; the report has %s by %s"
        .formatted(claim, shop, link, String.join(", ", sources), provide);
  }

  private String freeze()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    LoggedAnswer frozen = LoggedAnswer.read(consents().freeze());
    RefusedException refused = refusal(Cast.LENDER, queryConsent);
    check(refused.code().equals("SUBJECT_FROZEN"), "refused otherwise: " + refused.getMessage());
    check(consents().isFrozen(), "nothing is frozen");
    JsonObject unused = consents().liftFreeze();
    PartyClient bank = suite.party(Cast.LENDER);
    JsonObject quoted = bank.quote(inquiry(bank, queryConsent));
    check(!consents().isFrozen() && quoted.has("fee"), "the freeze still holds");
    return "frozen by event %s; %s; lifted, and a price is quoted"
        .formatted(frozen.eventId().orElse(""), told(refused));
  }

  private String reveal()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    return pledge.orElseThrow().reveal(tally());
  }

  private RefusedException refusal(String lender, String consent)
      throws IOException, InterruptedException, StepDiffersException {
    PartyClient client = suite.party(lender);
    try {
      Delivery sold = client.inquire(inquiry(client, consent));
      throw new StepDiffersException("sold to " + lender + ": " + sold.release());
    } catch (RefusedException e) {
      return e;
    }
  }

  private InquiryRequest inquiry(PartyClient lender, String consent) {
    return new InquiryRequest(
        lender.claims(Cast.BUREAU),
        lender.drawId("inq"),
        person().subject(),
        demo.get("product"),
        "LOAN_APPROVAL",
        Optional.of(new PurposeReference("APPLICATION", application())),
        consent,
        List.of());
  }

  private static String told(RefusedException refused) {
    return refused.code()
        + refused.ruleId().map(rule -> " by " + rule).orElse("")
        + refused.auditEventId().map(event -> ", logged as " + event).orElse("");
  }

  private String application() {
    return "LA-" + (41_300 + run);
  }

  private Protagonist person() {
    return protagonist.orElseThrow();
  }

  private ConsentingPerson consents() {
    return consents.orElseThrow();
  }

  private SensitiveSale sensitive() {
    return new SensitiveSale(suite, demo, deposits, person());
  }

  private Sequel sequel() {
    return new Sequel(suite, person(), tally());
  }

  private FileVerifier tally() {
    return tally.orElseThrow();
  }

  private NoteVerifier log() throws IOException {
    try {
      return NoteVerifier.parse(tally().vkey());
    } catch (MalformedNoteKeyException e) {
      throw new IOException("the log publishes no key: " + e.getMessage(), e);
    }
  }
}
