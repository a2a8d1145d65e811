package dev.tallystick.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.demo.request.AgreementRequest;
import dev.tallystick.demo.request.IssuedCode;
import dev.tallystick.demo.request.LicenceRequest;
import dev.tallystick.demo.request.MadeAnswer;
import dev.tallystick.demo.request.OwnershipRequest;
import dev.tallystick.demo.request.PackRequest;
import dev.tallystick.demo.request.PartyRequest;
import dev.tallystick.demo.request.PricedLine;
import dev.tallystick.demo.request.ProductRequest;
import dev.tallystick.demo.request.TariffRequest;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.PartySignature;
import dev.tallystick.party.KeyRegistrar;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.TypedId;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sets up the market: parties, licences, owners, keys, the rule pack, agreements, products and
 * tariffs, each once, by the identity whose business it is.
 */
public final class Market {
  static final String PACK = "cn-2022";
  static final long FEE = 100;

  /** The share of the bureau that one of the platforms owns, in hundredths of a percent. */
  static final int SHARE = 2_500;

  /** What the report of the demonstration is made of. */
  public static final List<String> REPORT_CATEGORIES =
      List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");

  private static final List<String> CLAUSES =
      List.of(
          "COLLECTION",
          "CONSENT",
          "CORRECTION",
          "OBJECTION",
          "PROCESSING",
          "PURPOSE_METHOD_SCOPE",
          "SECURITY",
          "SUPERVISION");
  private static final int NOT_FOUND = 404;

  private final RunningSuite suite;
  private final DemoFile demo;
  private final Instant now;

  /** The market of a suite. */
  public Market(RunningSuite suite, DemoFile demo) {
    this.suite = suite;
    this.demo = demo;
    this.now = suite.clock().instant();
  }

  /** Sets up what is not there yet. */
  public void open() throws RefusedException, IOException, InterruptedException {
    activatePack();
    for (Cast.Party party : Cast.all()) {
      if (!isRegistered(party.id())) {
        register(party);
      }
    }
    if (!isRegistered(Cast.AUTHORITY)) {
      registerAuthority();
    }
    once("ownership", () -> recordOwner());
    for (String bureau : List.of(Cast.BUREAU, Cast.OTHER_BUREAU)) {
      once("keys." + bureau, () -> registerBureauKeys(bureau));
    }
    for (Cast.Party party : Cast.all()) {
      if (!party.role().equals("BUREAU") && !party.id().equals(Cast.GATEWAY_LENDER)) {
        once("keys." + party.id(), () -> registerKeys(party.id()));
      }
    }
    for (String platform : Cast.platforms()) {
      agree(platform, Cast.BUREAU, "SUPPLY");
    }
    for (String lender : Cast.lenders()) {
      if (!lender.equals(Cast.GATEWAY_LENDER)) {
        agree(Cast.BUREAU, lender, "USE");
      }
    }
    new DemoFilings(suite, demo, now).file();
    once("product", this::registerProduct);
    once("product.fraud", this::registerFraudCheck);
    once("prices", this::publishTariff);
  }

  /** A deed that is done once and remembered with its result. */
  @FunctionalInterface
  private interface Deed {
    String run() throws RefusedException, IOException, InterruptedException;
  }

  private String once(String name, Deed deed)
      throws RefusedException, IOException, InterruptedException {
    Optional<String> known = demo.find(name);
    if (known.isPresent()) {
      return known.get();
    }
    String result = deed.run();
    demo.put(name, result);
    return result;
  }

  private void activatePack() throws RefusedException, IOException, InterruptedException {
    once(
        "pack",
        () -> {
          JsonObject body = new PackRequest(now).toJson();
          JsonObject proposed = post("regulator", "/v1/packs/" + PACK + "/activation", body);
          String approval = "/v1/approvals/" + proposed.getString("id") + "/approval";
          JsonObject approved = post(Cast.SECOND_REGULATOR, approval, JsonObject.EMPTY);
          awaitNotice(Instant.parse(approved.getString("notBefore")));
          return PACK;
        });
  }

  /** Nothing can be filed under a pack that does not decide yet. */
  private void awaitNotice(Instant notBefore) throws InterruptedException {
    Duration left = Duration.between(suite.clock().instant(), notBefore);
    TimeUnit.MILLISECONDS.sleep(Math.max(0, left.toMillis()) + 100);
  }

  private boolean isRegistered(String party)
      throws RefusedException, IOException, InterruptedException {
    try {
      suite.as(Cast.REGULATOR).get(suite.endpoints().consent("/v1/parties/" + party));
      return true;
    } catch (RefusedException e) {
      if (e.status() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private void register(Cast.Party party)
      throws RefusedException, IOException, InterruptedException {
    PartyRequest body =
        PartyRequest.builder()
            .party(party.id())
            .role(party.role())
            .legalName(party.legalName())
            .registrationNo("REG-" + party.id())
            .country("CN")
            .contact("data@" + party.id() + ".example")
            .userClass(party.userClass())
            .build();
    post(Cast.REGULATOR, "/v1/parties", body.toJson());
    if (!party.role().equals("PLATFORM")) {
      license(party);
    }
  }

  /** People can complain to it once it is a party like the others. */
  private void registerAuthority() throws RefusedException, IOException, InterruptedException {
    PartyRequest body =
        PartyRequest.builder()
            .party(Cast.AUTHORITY)
            .role("REGULATOR")
            .legalName("Invented Financial Authority")
            .registrationNo("REG-" + Cast.AUTHORITY)
            .country("CN")
            .contact("desk@" + Cast.AUTHORITY + ".example")
            .build();
    post(Cast.REGULATOR, "/v1/parties", body.toJson());
  }

  private void license(Cast.Party party)
      throws RefusedException, IOException, InterruptedException {
    String scope = party.role().equals("BUREAU") ? "CREDIT_REPORTING" : "LENDING";
    LicenceRequest body =
        new LicenceRequest(
            "LIC-" + party.id(),
            "Invented Financial Authority",
            List.of(scope),
            DemoTimes.inDays(now, -1),
            DemoTimes.inDays(now, 3 * 365));
    post(Cast.REGULATOR, "/v1/parties/" + party.id() + "/licences", body.toJson());
  }

  private String recordOwner() throws RefusedException, IOException, InterruptedException {
    OwnershipRequest body =
        new OwnershipRequest("mall-east", Cast.BUREAU, SHARE, DemoTimes.date(now), "APPROVAL-1");
    post(Cast.REGULATOR, "/v1/ownerships", body.toJson());
    return Integer.toString(SHARE);
  }

  private String registerKeys(String party)
      throws RefusedException, IOException, InterruptedException {
    suite.party(party).registrar().enrol(code(party), inAYear());
    return suite.keys(party).publicKeys().verificationKey().keyId();
  }

  /** One of its own for contracts, which approves of those that its machine has drawn. */
  private String registerBureauKeys(String bureau)
      throws RefusedException, IOException, InterruptedException {
    KeyRegistrar registrar = suite.party(bureau).registrar();
    registrar.enrolSigning(code(bureau), inAYear());
    JsonObject drawn =
        suite.as(bureau).post(suite.endpoints().bureau("/v1/keys"), JsonObject.EMPTY, key());
    registrar.addDrawn(drawn, Optional.empty(), inAYear());
    return suite.keys(bureau).publicKeys().verificationKey().keyId();
  }

  /** The regulator's code for the first keys of a party. */
  String code(String party) throws RefusedException, IOException, InterruptedException {
    return IssuedCode.read(
            post(Cast.REGULATOR, "/v1/parties/" + party + "/enrolment", JsonObject.EMPTY))
        .code();
  }

  private Instant inAYear() {
    return now.plus(Duration.ofDays(365));
  }

  private void agree(String provider, String receiver, String kind)
      throws RefusedException, IOException, InterruptedException {
    agree(
        provider,
        receiver,
        kind,
        (agreement, text) -> signature(receiver, agreement, text, provider, receiver));
  }

  /** How the one who receives signs. */
  @FunctionalInterface
  interface Receiver {
    PartySignature sign(String agreement, Hash text)
        throws RefusedException, IOException, InterruptedException;
  }

  /** An agreement that is signed by both and filed, once. */
  String agree(String provider, String receiver, String kind, Receiver signer)
      throws RefusedException, IOException, InterruptedException {
    return once(
        "agreement." + provider + "." + receiver,
        () -> {
          String agreement = TypedId.draw("agr", suite.clock().millis(), suite.random());
          Hash text =
              Hash.sha256(("Agreement of " + provider + " and " + receiver + ".").getBytes(UTF_8));
          AgreementRequest.Builder body =
              AgreementRequest.builder()
                  .agreement(agreement)
                  .kind(kind)
                  .provider(provider)
                  .receiver(receiver)
                  .clauses(CLAUSES)
                  .textHash(text)
                  .validFrom(DemoTimes.inDays(now, -1))
                  .validTo(DemoTimes.inDays(now, 365))
                  .filingNo("FILE-" + provider + "-" + receiver)
                  .signatures(
                      List.of(
                          signature(provider, agreement, text, provider, receiver),
                          signer.sign(agreement, text)));
          if (kind.equals("USE")) {
            body.reviewedOn(DemoTimes.date(now));
          }
          post(provider, "/v1/agreements", body.build().toJson());
          return agreement;
        });
  }

  private PartySignature signature(
      String party, String agreement, Hash text, String provider, String receiver)
      throws IOException {
    PartyClient client = suite.party(party);
    return new PartySignature(party, client.signAgreement(agreement, text, provider, receiver));
  }

  private String registerProduct() throws RefusedException, IOException, InterruptedException {
    ProductRequest body =
        ProductRequest.builder()
            .name("Consumer report")
            .kind("REPORT")
            .creditReporting(true)
            .purposes(List.of("CARD_APPROVAL", "LOAN_APPROVAL"))
            .inputCategories(REPORT_CATEGORIES)
            .outputs(List.of("REASONS", "SCORE", "SECTIONS"))
            .build();
    return atBureau("/v1/products", body.toJson()).product().orElseThrow();
  }

  /** Reads where somebody has been, which takes a consent of its own. */
  private String registerFraudCheck() throws RefusedException, IOException, InterruptedException {
    ProductRequest body =
        ProductRequest.builder()
            .name("Fraud check")
            .kind("REPORT")
            .creditReporting(true)
            .purposes(List.of(SensitiveSale.PURPOSE))
            .inputCategories(SensitiveSale.CATEGORIES)
            .requiredCategories(List.of(SensitiveSale.WHEREABOUTS))
            .outputs(List.of("SCORE"))
            .build();
    return atBureau("/v1/products", body.toJson()).product().orElseThrow();
  }

  private String publishTariff() throws RefusedException, IOException, InterruptedException {
    String product = demo.get("product");
    String fraud = demo.get("product.fraud");
    TariffRequest body =
        new TariffRequest(
            "CNY",
            suite.clock().instant(),
            List.of(
                line("report-large", product, "LARGE", FEE),
                line("report-small", product, "SMALL", FEE / 2),
                line("fraud-large", fraud, "LARGE", SensitiveSale.FEE),
                line("fraud-small", fraud, "SMALL", SensitiveSale.FEE / 2)));
    return atBureau("/v1/tariffs", body.toJson()).tariff().orElseThrow();
  }

  private MadeAnswer atBureau(String path, JsonObject body)
      throws RefusedException, IOException, InterruptedException {
    return MadeAnswer.read(suite.as(Cast.BUREAU).post(suite.endpoints().bureau(path), body, key()));
  }

  private static PricedLine line(String name, String product, String userClass, long amount) {
    return PricedLine.builder()
        .line(name)
        .payer("RECIPIENT")
        .product(product)
        .userClass(userClass)
        .amount(amount)
        .dedup("LOCAL_DAY")
        .build();
  }

  private JsonObject post(String name, String path, JsonObject body)
      throws RefusedException, IOException, InterruptedException {
    return suite.as(name).post(suite.endpoints().consent(path), body, key());
  }

  private String key() {
    return TypedId.draw("key", suite.clock().millis(), suite.random());
  }
}
