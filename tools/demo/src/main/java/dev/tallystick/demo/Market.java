package dev.tallystick.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.TypedId;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sets up the market: parties, licences, owners, keys, the rule pack, agreements, products and
 * tariffs, each once, by the identity whose business it is.
 */
public final class Market {
  static final String PACK = "cn-2022";
  static final long FEE = 100;

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
    once("ownership", () -> recordOwner());
    for (String bureau : List.of(Cast.BUREAU, Cast.OTHER_BUREAU)) {
      once("keys." + bureau, () -> registerBureauKeys(bureau));
    }
    for (Cast.Party party : Cast.all()) {
      if (!party.role().equals("BUREAU")) {
        once("keys." + party.id(), () -> registerKeys(party.id()));
      }
    }
    for (String platform : Cast.platforms()) {
      agree(platform, Cast.BUREAU, "SUPPLY");
    }
    for (String lender : Cast.lenders()) {
      agree(Cast.BUREAU, lender, "USE");
    }
    new DemoFilings(suite, demo, now).file();
    once("product", this::registerProduct);
    once("tariff", this::publishTariff);
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
          JsonObject body =
              JsonObject.builder().put("effectiveFrom", DemoTimes.instant(now)).build();
          post("regulator", "/v1/packs/" + PACK + "/activation", body);
          return PACK;
        });
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
    JsonObject body =
        JsonObject.builder()
            .put("party", party.id())
            .put("role", party.role())
            .put("legalName", party.legalName())
            .put("registrationNo", "REG-" + party.id())
            .put("country", "CN")
            .put("contact", "data@" + party.id() + ".example")
            .putIfPresent("userClass", party.userClass())
            .build();
    post(Cast.REGULATOR, "/v1/parties", body);
    if (!party.role().equals("PLATFORM")) {
      license(party);
    }
  }

  private void license(Cast.Party party)
      throws RefusedException, IOException, InterruptedException {
    String scope = party.role().equals("BUREAU") ? "CREDIT_REPORTING" : "LENDING";
    JsonObject body =
        JsonObject.builder()
            .put("licenceNo", "LIC-" + party.id())
            .put("issuer", "Invented Financial Authority")
            .put("scope", JsonArray.ofStrings(List.of(scope)))
            .put("validFrom", DemoTimes.inDays(now, -1))
            .put("validTo", DemoTimes.inDays(now, 3 * 365))
            .build();
    post(Cast.REGULATOR, "/v1/parties/" + party.id() + "/licences", body);
  }

  private String recordOwner() throws RefusedException, IOException, InterruptedException {
    JsonObject body =
        JsonObject.builder()
            .put("holder", "mall-east")
            .put("held", Cast.BUREAU)
            .put("basisPoints", 2_500)
            .put("since", DemoTimes.date(now))
            .put("approvalRef", "APPROVAL-1")
            .build();
    post(Cast.REGULATOR, "/v1/ownerships", body);
    return "2500";
  }

  private String registerKeys(String party)
      throws RefusedException, IOException, InterruptedException {
    suite.party(party).registerKeys(now, now.plus(Duration.ofDays(365)));
    return suite.keys(party).publicKeys().verificationKey().keyId();
  }

  /** The keys that its machine at bureau-service holds, and one of its own for contracts. */
  private String registerBureauKeys(String bureau)
      throws RefusedException, IOException, InterruptedException {
    JsonObject drawn =
        suite.as(bureau).post(suite.endpoints().bureau("/v1/keys"), JsonObject.EMPTY, key());
    registerBureauKey(bureau, "SIGN", drawn.getObject("signing"), drawn.getString("signingProof"));
    registerBureauKey(
        bureau, "ENCRYPT", drawn.getObject("encryption"), drawn.getString("encryptionProof"));
    suite.party(bureau).registerSigningKey(now, now.plus(Duration.ofDays(365)));
    return suite.keys(bureau).publicKeys().verificationKey().keyId();
  }

  private void registerBureauKey(String bureau, String use, JsonObject jwk, String proof)
      throws RefusedException, IOException, InterruptedException {
    JsonObject body =
        JsonObject.builder()
            .put("use", use)
            .put("jwk", jwk)
            .put("validFrom", DemoTimes.instant(now))
            .put("validTo", DemoTimes.inDays(now, 365))
            .put("proof", proof)
            .build();
    post(bureau, "/v1/parties/" + bureau + "/keys", body);
  }

  private void agree(String provider, String receiver, String kind)
      throws RefusedException, IOException, InterruptedException {
    once(
        "agreement." + provider + "." + receiver,
        () -> {
          String agreement = TypedId.draw("agr", suite.clock().millis(), suite.random());
          Hash text =
              Hash.sha256(("Agreement of " + provider + " and " + receiver + ".").getBytes(UTF_8));
          JsonObject.Builder body =
              JsonObject.builder()
                  .put("agreement", agreement)
                  .put("kind", kind)
                  .put("provider", provider)
                  .put("receiver", receiver)
                  .put("clauses", JsonArray.ofStrings(CLAUSES))
                  .put("textHash", text.hex())
                  .put("validFrom", DemoTimes.inDays(now, -1))
                  .put("validTo", DemoTimes.inDays(now, 365))
                  .put("filingNo", "FILE-" + provider + "-" + receiver)
                  .put(
                      "signatures",
                      JsonArray.of(
                          List.of(
                              signature(provider, agreement, text, provider, receiver),
                              signature(receiver, agreement, text, provider, receiver))));
          if (kind.equals("USE")) {
            body.put("reviewedOn", DemoTimes.date(now));
          }
          post(provider, "/v1/agreements", body.build());
          return agreement;
        });
  }

  private JsonObject signature(
      String party, String agreement, Hash text, String provider, String receiver)
      throws IOException {
    PartyClient client = suite.party(party);
    return JsonObject.builder()
        .put("party", party)
        .put("jws", client.signAgreement(agreement, text, provider, receiver))
        .build();
  }

  private String registerProduct() throws RefusedException, IOException, InterruptedException {
    JsonObject body =
        JsonObject.builder()
            .put("name", "Consumer report")
            .put("kind", "REPORT")
            .put("creditReporting", true)
            .put("purposes", JsonArray.ofStrings(List.of("CARD_APPROVAL", "LOAN_APPROVAL")))
            .put("inputCategories", JsonArray.ofStrings(REPORT_CATEGORIES))
            .put("outputs", JsonArray.ofStrings(List.of("REASONS", "SCORE", "SECTIONS")))
            .build();
    return suite
        .as(Cast.BUREAU)
        .post(suite.endpoints().bureau("/v1/products"), body, key())
        .getString("product");
  }

  private String publishTariff() throws RefusedException, IOException, InterruptedException {
    String product = demo.get("product");
    JsonObject body =
        JsonObject.builder()
            .put("currency", "CNY")
            .put("effectiveFrom", DemoTimes.instant(suite.clock().instant()))
            .put(
                "lines",
                JsonArray.of(
                    List.of(
                        line("report-large", product, "LARGE", FEE),
                        line("report-small", product, "SMALL", FEE / 2))))
            .build();
    return suite
        .as(Cast.BUREAU)
        .post(suite.endpoints().bureau("/v1/tariffs"), body, key())
        .getString("tariff");
  }

  private static JsonObject line(String name, String product, String userClass, long amount) {
    return JsonObject.builder()
        .put("line", name)
        .put("payer", "RECIPIENT")
        .put("product", product)
        .put("userClass", userClass)
        .put("amount", amount)
        .put("dedup", "LOCAL_DAY")
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
