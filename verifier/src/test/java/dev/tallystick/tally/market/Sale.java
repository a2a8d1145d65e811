package dev.tallystick.tally.market;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.keys.Jws;
import dev.tallystick.party.HandoverRequest;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.ReleaseCost;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.party.SellerStatement;
import dev.tallystick.tlog.Hash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One sale of a report: the platform's release to the bureau, the bureau's to the bank. */
public final class Sale {
  private static final String INQUIRY = "inq_019c12e7-4b9d-7f25-9fe0-46f9e9261e89";
  private static final String PRODUCT = "prd_019c11ae-3056-7802-96d2-eb06d5c09e5c";
  private static final String TARIFF = "trf_019c1252-326f-7f40-968e-ade6adae4240";
  private static final String REPORT = "rel_019c12f6-3488-75cc-a32a-156c60513936";
  private static final List<String> ONE_CATEGORY = List.of("SHOPPING.AGGREGATE");
  private static final long GOOD_FOR_MILLIS = 10_000;
  private static final Hash PAYLOAD = Hash.sha256("a report".getBytes(UTF_8));
  private static final Hash SEALED = Hash.sha256("a sealed report".getBytes(UTF_8));

  private final Market market;
  private final MarketLog log;
  private final Map<String, Released> releases = new HashMap<>();
  private final Map<String, JsonValue> decided = new HashMap<>();
  private final String person;
  private final String provide;
  private final String query;

  /** A release in the log. */
  public record Released(EventId id, long index, JsonObject data) {}

  /** A sale about a person who has given both consents. */
  Sale(Market market, String person, String provide, String query) {
    this.market = market;
    this.log = market.log();
    this.person = person;
    this.provide = provide;
    this.query = query;
  }

  /** The release to this recipient. */
  public Released to(String recipient) {
    Released release = releases.get(recipient);
    if (release == null) {
      throw new AssertionError("no release to " + recipient);
    }
    return release;
  }

  /** Lets later decisions say this, whatever the release says. */
  public Sale decide(String claim, JsonValue value) {
    decided.put(claim, value);
    return this;
  }

  /** Appends the platform's release. */
  public void release1() {
    release1(Example.of("data.released").json().getString("agreement"));
  }

  /** Appends a release by the platform under this agreement. */
  public void release1(String agreement) {
    release1(agreement, List.of());
  }

  /** Appends the platform's release of records that came in these deposits. */
  public void release1From(EventId... deposits) {
    release1(Example.of("data.released").json().getString("agreement"), List.of(deposits));
  }

  private void release1(String agreement, List<EventId> deposits) {
    String request =
        new ReleaseRequest(
                market.claims(Market.BUREAU, "data-vault", 60),
                person,
                Market.BUREAU,
                "CREDIT_REPORTING_SUPPLY",
                ONE_CATEGORY,
                List.of(),
                new ReleaseRequest.EndUse(
                    Optional.of("LOAN_APPROVAL"),
                    Optional.of(Market.BANK),
                    Optional.of(INQUIRY),
                    Optional.empty()),
                Optional.empty(),
                Optional.empty())
            .sign(market.keyOf(Market.BUREAU));
    JsonObject data =
        Example.of("data.released")
            .without("omitted")
            .with("consents", consents(provide))
            .with("agreement", agreement)
            .json();
    JsonObject.Builder internal =
        JsonObject.builder()
            .put("endUser", Market.BANK)
            .put("inquiry", INQUIRY)
            .put("request", request)
            .put("decision", decision(data, request, provide, person));
    if (!deposits.isEmpty()) {
      JsonArray events =
          JsonArray.ofStrings(deposits.stream().map(EventId::toString).sorted().toList());
      internal.put(
          "deposits", JsonArray.of(List.of(JsonObject.builder().put("events", events).build())));
    }
    append(person, data, Optional.of(internal.build()), provide);
  }

  /** Appends the bureau's release, which rests on the platform's. */
  public void release2() {
    release2(person, 100);
  }

  /** Appends a release by the bureau about this person for this fee. */
  public void release2(String subject, long amount) {
    String request =
        new InquiryRequest(
                market.claims(Market.BANK, Market.BUREAU, 60),
                INQUIRY,
                subject,
                PRODUCT,
                "LOAN_APPROVAL",
                Optional.empty(),
                query,
                List.of())
            .sign(market.keyOf(Market.BANK));
    ReleaseCost fee = new ReleaseCost(amount, "CNY", TARIFF, "score-small", Optional.empty());
    String half =
        new SellerStatement(
                market.claims(Market.BUREAU, Market.BANK, 0),
                REPORT,
                subject,
                Market.BANK,
                Optional.of(PRODUCT),
                PAYLOAD,
                SEALED,
                Optional.of(fee))
            .sign(market.keyOf(Market.BUREAU));
    Example example =
        Example.of("data.released")
            .without("omitted")
            .without("agreement")
            .without("endPurpose")
            .with("step", "RELEASE_2")
            .with("release", REPORT)
            .with("from", Market.BUREAU)
            .with("to", Market.BANK)
            .with("purpose", "LOAN_APPROVAL")
            .with("consents", consents(query))
            .with("payloadDigest", PAYLOAD.hex())
            .with("jweDigest", SEALED.hex())
            .withAll("parents", to(Market.BUREAU).id().toString())
            .with("product", PRODUCT)
            .with("fee", fee.toJson())
            .with("endUser", Market.BANK)
            .with("inquiry", INQUIRY)
            .with("request", request)
            .with("sellerSignature", half);
    String decision = decision(example.json(), request, query, subject);
    append(subject, example.with("decision", decision).json(), Optional.empty(), query);
  }

  /** Appends what the bank passes on of the report, asked for by this party's signature. */
  public void passOn(String to, String signer) {
    EventId id = log.drawId();
    String release = "rel_019c12f6-3488-75cc-a32a-156c60513937";
    Example example =
        Example.of("data.released")
            .without("omitted")
            .without("agreement")
            .without("endPurpose")
            .with("step", "ONWARD")
            .with("release", release)
            .with("from", Market.BANK)
            .with("to", to)
            .with("purpose", "LOAN_APPROVAL")
            .with("consents", consents(query))
            .with("payloadDigest", PAYLOAD.hex())
            .with("jweDigest", SEALED.hex())
            .withAll("parents", to(Market.BANK).id().toString());
    JsonObject data = example.json();
    String request =
        new HandoverRequest(
                market.claims(signer, "data-vault", 60),
                person,
                to,
                "LOAN_APPROVAL",
                Optional.empty(),
                ONE_CATEGORY,
                List.of(to(Market.BANK).id().toString()),
                new HandoverRequest.Sealed(
                    id.toString(),
                    release,
                    data.getInteger("recordCount"),
                    Hash.fromHex(data.getString("recordsRoot")),
                    PAYLOAD,
                    SEALED,
                    data.getString("recipientKey")))
            .sign(market.keyOf(signer));
    String half =
        new SellerStatement(
                market.claims(Market.BANK, to, 0),
                release,
                person,
                to,
                Optional.empty(),
                PAYLOAD,
                SEALED,
                Optional.empty())
            .sign(market.keyOf(Market.BANK));
    example = example.with("request", request).with("sellerSignature", half);
    String decision = decision(example.json(), request, query, person);
    append(id, person, example.with("decision", decision).json(), Optional.empty(), query);
  }

  /** Appends the acknowledgement of the release to this recipient. */
  public void acknowledge(String recipient) {
    Released release = to(recipient);
    market.acknowledge(person, release.id(), release.index(), release.data());
  }

  private void append(
      String subject, JsonObject data, Optional<JsonObject> internal, String consent) {
    append(log.drawId(), subject, data, internal, consent);
  }

  private void append(
      EventId id, String subject, JsonObject data, Optional<JsonObject> internal, String consent) {
    long index =
        log.append(
            id,
            "data.released",
            Optional.of(subject),
            data,
            internal,
            guards(subject, consent),
            List.of());
    releases.put(data.getString("to"), new Released(id, index, data));
  }

  private static List<String> guards(String subject, String consent) {
    return List.of("consent/" + consent, "freeze/" + EventLabels.ofSubject(subject));
  }

  private static JsonArray consents(String consent) {
    return JsonArray.of(List.of(JsonObject.builder().put("id", consent).put("version", 1).build()));
  }

  private String decision(JsonObject data, String request, String consent, String subject) {
    List<JsonObject> guards =
        guards(subject, consent).stream()
            .map(
                key ->
                    JsonObject.builder().put("key", key).put("version", log.version(key)).build())
            .toList();
    Map<String, JsonValue> claims = new TreeMap<>();
    claims.put("iss", JsonString.of(Market.CONSENT_SERVICE));
    claims.put("outcome", JsonString.of("PERMIT"));
    claims.put("dryRun", JsonBoolean.FALSE);
    claims.put("subject", JsonString.of(subject));
    claims.put("notBefore", time(log.nextMillis()));
    claims.put("notAfter", time(log.nextMillis() + GOOD_FOR_MILLIS));
    claims.put("requestDigest", JsonString.of(Hash.sha256(request.getBytes(US_ASCII)).hex()));
    claims.put("guards", JsonArray.of(guards));
    for (String name :
        List.of(
            "step",
            "from",
            "to",
            "purpose",
            "categories",
            "parents",
            "consents",
            "product",
            "fee",
            "recipientKey",
            "agreement")) {
      Optional<JsonValue> value = data.find(name);
      value.ifPresent(present -> claims.put(name, present));
    }
    claims.putAll(decided);
    JsonObject.Builder json = JsonObject.builder();
    claims.forEach(json::put);
    return Jws.sign(
        market.keyOf(Market.CONSENT_SERVICE), "decision+jws", CanonicalJson.bytes(json.build()));
  }

  /** A time as claims have it. */
  public static JsonString time(long millis) {
    return JsonString.of(Timestamps.format(millis));
  }
}
