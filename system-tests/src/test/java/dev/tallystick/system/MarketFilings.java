package dev.tallystick.system;

import static dev.tallystick.system.MarketCalls.json;
import static dev.tallystick.system.MarketCalls.time;
import static dev.tallystick.system.SmallMarket.BUREAU;
import static dev.tallystick.system.SmallMarket.CATEGORY;
import static dev.tallystick.system.SmallMarket.LENDERS;
import static dev.tallystick.system.SmallMarket.OTHER_BUREAU;
import static dev.tallystick.system.SmallMarket.PLATFORM;
import static dev.tallystick.system.SmallMarket.PURPOSE;
import static dev.tallystick.system.SmallMarket.REGULATOR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.tallystick.demo.RunningSuite;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.tlog.Hash;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Registers the parties of a small market, with all that is on file before anything flows. */
final class MarketFilings {
  private static final List<String> BUREAUS = List.of(BUREAU, OTHER_BUREAU);
  private static final String CLAUSES =
      "\"COLLECTION\",\"CONSENT\",\"CORRECTION\",\"OBJECTION\",\"PROCESSING\","
          + "\"PURPOSE_METHOD_SCOPE\",\"SECURITY\",\"SUPERVISION\"";

  private final RunningSuite suite;
  private final MarketCalls calls;
  private final Instant now = Instant.now();
  private final Map<String, String> products = new HashMap<>();
  private String supply = "";

  private MarketFilings(RunningSuite suite) {
    this.suite = suite;
    this.calls = new MarketCalls(suite);
  }

  /** Opens the market of a suite. */
  static SmallMarket open(RunningSuite suite) throws Exception {
    MarketFilings filings = new MarketFilings(suite);
    filings.activatePack();
    filings.register(PLATFORM, "PLATFORM", "");
    for (String bureau : BUREAUS) {
      filings.register(bureau, "BUREAU", "");
    }
    for (String lender : LENDERS) {
      filings.register(lender, "LENDER", ",\"userClass\":\"STANDARD\"");
    }
    filings.file();
    for (String bureau : BUREAUS) {
      filings.sell(bureau);
    }
    return new SmallMarket(suite, filings.supply, filings.products);
  }

  private void activatePack() throws Exception {
    JsonObject packs = suite.as(REGULATOR).get(suite.endpoints().consent("/v1/packs"));
    if (CanonicalJson.text(packs).contains("\"activations\":[\"")) {
      return;
    }
    JsonObject proposed =
        consent(
            REGULATOR,
            "/v1/packs/cn-2022/activation",
            "{\"effectiveFrom\":\"%s\"}".formatted(time(now)));
    JsonObject approved =
        consent("regulator-2", "/v1/approvals/" + proposed.getString("id") + "/approval", "{}");
    Instant decides = Instant.parse(approved.getString("notBefore")).plusMillis(100);
    await("the notice period")
        .atMost(Duration.ofMinutes(1))
        .until(() -> Instant.now().isAfter(decides));
  }

  private void register(String party, String role, String more) throws Exception {
    suite.registrar().add(new Identity.Organisation(party, role.toLowerCase(Locale.ROOT)));
    consent(
        REGULATOR,
        "/v1/parties",
        """
        {"party":"%1$s","role":"%2$s","legalName":"%1$s Co., Ltd.","registrationNo":"R-%1$s",
         "country":"CN","contact":"data@%1$s.example"%3$s}
        """
            .formatted(party, role, more));
    String code = consent(REGULATOR, "/v1/parties/" + party + "/enrolment", "{}").getString("code");
    Instant until = now.plus(Duration.ofDays(365));
    if (!role.equals("BUREAU")) {
      suite.party(party).registrar().enrol(code, until);
      return;
    }
    consent(
        REGULATOR,
        "/v1/parties/" + party + "/licences",
        """
        {"licenceNo":"L-%s","issuer":"Invented Authority","scope":["CREDIT_REPORTING"],%s}
        """
            .formatted(party, term()));
    suite.party(party).registrar().enrolSigning(code, until);
    JsonObject drawn = calls.bureau(party, "/v1/keys", JsonObject.EMPTY);
    suite.party(party).registrar().addDrawn(drawn, Optional.empty(), until);
  }

  private void file() throws Exception {
    assess(PLATFORM, "PLATFORM", "BUREAU");
    for (String bureau : BUREAUS) {
      String agreement = agree("SUPPLY", PLATFORM, bureau, "\"filingNo\":\"F-" + bureau + "\"");
      if (supply.isEmpty()) {
        supply = agreement;
      }
      for (String lender : LENDERS) {
        String reviewed = "\"reviewedOn\":\"" + LocalDate.ofInstant(now, ZoneOffset.UTC) + "\"";
        String unusedId = agree("USE", bureau, lender, reviewed);
      }
      assess(bureau, "BUREAU", "LENDER");
      consent(
          bureau,
          "/v1/plans",
          """
          {"kind":"COLLECTION","categories":["%s"],"sources":["%s"],"method":"sealed releases","effectiveFrom":"%s"}
          """
              .formatted(CATEGORY, PLATFORM, time(now)));
    }
  }

  private void assess(String party, String from, String to) throws Exception {
    consent(
        party,
        "/v1/assessments",
        """
        {"fromRole":"%s","toRole":"%s","categories":["%s"],"contents":["IMPACT","LAWFULNESS","MEASURES"],
         "report":"%s",%s}
        """
            .formatted(from, to, CATEGORY, Hash.sha256(party.getBytes(UTF_8)).hex(), term()));
  }

  private String agree(String kind, String provider, String receiver, String more)
      throws Exception {
    String agreement = suite.party(provider).drawId("agr");
    Hash text = Hash.sha256((provider + " and " + receiver + " agree.").getBytes(UTF_8));
    List<String> signatures = new ArrayList<>();
    for (String party : List.of(provider, receiver)) {
      String jws = suite.party(party).signAgreement(agreement, text, provider, receiver);
      signatures.add("{\"party\":\"%s\",\"jws\":\"%s\"}".formatted(party, jws));
    }
    consent(
        provider,
        "/v1/agreements",
        """
        {"agreement":"%s","kind":"%s","provider":"%s","receiver":"%s","clauses":[%s],"textHash":"%s",%s,%s,
         "signatures":[%s]}
        """
            .formatted(
                agreement,
                kind,
                provider,
                receiver,
                CLAUSES,
                text.hex(),
                term(),
                more,
                String.join(",", signatures)));
    return agreement;
  }

  private void sell(String bureau) throws Exception {
    String product =
        calls
            .bureau(
                bureau,
                "/v1/products",
                json(
                    """
                    {"name":"Spending of %s","kind":"REPORT","creditReporting":true,"purposes":["%s"],
                     "inputCategories":["%s"],"outputs":["REASONS","SCORE","SECTIONS"]}
                    """
                        .formatted(bureau, PURPOSE, CATEGORY)))
            .getString("product");
    JsonObject unused =
        calls.bureau(
            bureau,
            "/v1/tariffs",
            json(
                """
                {"currency":"CNY","lines":[{"line":"spending","payer":"RECIPIENT","product":"%s",
                 "userClass":"STANDARD","amount":80,"dedup":"LOCAL_DAY"}]}
                """
                    .formatted(product)));
    products.put(bureau, product);
  }

  private JsonObject consent(String who, String path, String body) throws Exception {
    return calls.consent(who, path, json(body));
  }

  private String term() {
    return "\"validFrom\":\"%s\",\"validTo\":\"%s\""
        .formatted(time(now), time(now.plus(Duration.ofDays(360))));
  }
}
