package dev.tallystick.gateway.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.scripted.ScriptedSuite.Refusal;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.Jwe;
import dev.tallystick.party.Acknowledgement;
import dev.tallystick.party.Claims;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.Payload;
import dev.tallystick.party.ReleaseCost;
import dev.tallystick.party.SellerStatement;
import dev.tallystick.party.TypedId;
import dev.tallystick.tlog.Hash;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A bureau that sells, and the log's intake of acknowledgements. Thread-safe. */
public final class ScriptedBureau {
  /** What it sells. */
  public static final String PRODUCT = "prd_019cac33-c580-7e9a-be9f-ebd7343c67d7";

  private static final String TARIFF = "trf_019cac33-c580-7e9a-be9f-ebd7343c67d8";
  private static final String PARENT = "019cac33-c580-7e9a-be9f-ebd7343c67d9";

  private final ScriptedSuite suite;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, JsonObject> answers = new HashMap<>();
  private final Map<String, String> requests = new HashMap<>();
  private final Deque<Refusal> refusals = new ArrayDeque<>();
  private final Set<String> acknowledged = new HashSet<>();
  private final List<String> bought = new ArrayList<>();
  private UnaryOperator<JsonObject> tamper = answer -> answer;
  private long charged = 100;
  private JsonObject more = JsonObject.EMPTY;
  private String currency = "CNY";

  ScriptedBureau(ScriptedSuite suite) {
    this.suite = suite;
  }

  synchronized void reset() {
    refusals.clear();
    tamper = answer -> answer;
    charged = 100;
    currency = "CNY";
    more = JsonObject.EMPTY;
  }

  /** The next inquiry is refused; without a code, by somebody in between. */
  public synchronized void refuseNext(int status, String code) {
    refusals.add(new Refusal(status, code));
  }

  /** What reports say besides the score. */
  public synchronized void write(JsonObject members) {
    more = members;
  }

  /** What is done to each answer before it leaves. */
  public synchronized void tamper(UnaryOperator<JsonObject> with) {
    tamper = with;
  }

  /** What a report costs; the tariff says 100. */
  public synchronized void charge(long amount) {
    charged = amount;
  }

  /** In which currency; the tariff says CNY. */
  public synchronized void chargeIn(String code) {
    currency = code;
  }

  /** A half that comes after all, and voids what was said of the release before. */
  public void arriveAfterAll(String release, String voids) {
    JsonObject data =
        JsonObject.builder()
            .put("release", release)
            .put("releaseIndex", 1)
            .put("releaseEntry", "0".repeat(64))
            .put("from", ScriptedSuite.BUREAU)
            .put("to", ScriptedSuite.PARTY)
            .put("payloadDigest", "0".repeat(64))
            .put("checkpointSize", 2)
            .put("checkpointRoot", "0".repeat(64))
            .put("receivedAt", suite.now())
            .put("receiverSignature", "a.b.c")
            .put("voids", voids)
            .build();
    long unused =
        suite.log.append(
            "data.received", "audit-service", Optional.of(suite.duties().subject(release)), data);
  }

  /** A fee is taken back. */
  public void reverse(String release, String reason, Optional<String> cause) {
    JsonObject data =
        JsonObject.builder()
            .put("release", release)
            .put("from", ScriptedSuite.BUREAU)
            .put("to", ScriptedSuite.PARTY)
            .put(
                "fee",
                new ReleaseCost(charged, currency, TARIFF, "report-standard", Optional.empty())
                    .toJson())
            .put("reason", reason)
            .putIfPresent("cause", cause)
            .build();
    long unused =
        suite.log.append(
            "fee.reversed", "bureau-service", Optional.of(suite.duties().subject(release)), data);
  }

  /**
   * Issues an invoice.
   *
   * @param first the day on which its month begins
   * @return its id
   */
  public String invoice(LocalDate first, String code, long total, long entries) {
    String id = TypedId.draw("inv", suite.clock.millis(), random);
    JsonObject line =
        JsonObject.builder()
            .put("tariff", TARIFF)
            .put("line", "report-standard")
            .put("count", entries)
            .put("amount", total)
            .put("repeats", 0)
            .put("reversed", 0)
            .put("reversedAmount", 0)
            .build();
    JsonObject data =
        JsonObject.builder()
            .put("invoice", id)
            .put("from", ScriptedSuite.BUREAU)
            .put("to", ScriptedSuite.PARTY)
            .put("periodFrom", first.toString())
            .put("periodTo", first.plusMonths(1).minusDays(1).toString())
            .put("lines", JsonArray.of(List.of(line)))
            .put("total", JsonObject.builder().put("amount", total).put("currency", code).build())
            .put("entries", entries)
            .put("entriesRoot", "0".repeat(64))
            .put("firstIndex", 0)
            .put("lastIndex", 1)
            .build();
    long unused = suite.log.append("invoice.issued", "bureau-service", Optional.empty(), data);
    return id;
  }

  /** The subjects that reports were sold about, one for each sale. */
  public synchronized List<String> bought() {
    return List.copyOf(bought);
  }

  /** Sells a report that nobody has asked for: as if another system of the party had bought it. */
  public synchronized String sellUnasked(String subject) throws Exception {
    return sell(
            subject, PRODUCT, TypedId.draw("inq", suite.clock.millis(), random), "con_" + PARENT)
        .getString("eventId");
  }

  /** Sells a report on a standing inquiry. */
  synchronized JsonObject sellOn(InquiryRequest standing) throws Exception {
    return sell(standing.subject(), standing.product(), standing.inquiry(), standing.consent());
  }

  synchronized String tariffs() {
    return """
        {"tariffs":[{"tariff":"%s","currency":"CNY","lines":[{"line":"report-standard","product":"%s","amount":100}]}]}
        """
        .formatted(TARIFF, PRODUCT)
        .strip();
  }

  synchronized String inquire(JsonObject body, String key) throws Exception {
    Refusal refusal = refusals.poll();
    if (refusal != null) {
      throw refusal;
    }
    String jws = body.getString("request");
    JsonObject known = answers.get(key);
    if (known != null) {
      if (!jws.equals(requests.get(key))) {
        throw new Refusal(409, "IDEMPOTENCY_KEY_REUSED");
      }
      return CanonicalJson.text(known);
    }
    InquiryRequest inquiry =
        InquiryRequest.verify(
            jws,
            suite.signingKeys(ScriptedSuite.PARTY),
            new Expected(ScriptedSuite.PARTY, ScriptedSuite.BUREAU, suite.clock.instant()));
    JsonObject answer =
        sell(inquiry.subject(), inquiry.product(), inquiry.inquiry(), inquiry.consent());
    answers.put(key, answer);
    requests.put(key, jws);
    return CanonicalJson.text(tamper.apply(answer));
  }

  private JsonObject sell(String subject, String product, String inquiry, String consent)
      throws Exception {
    bought.add(subject);
    long millis = suite.clock.millis();
    EventId event = EventId.draw(millis, random);
    String release = TypedId.draw("rel", millis, random);
    JsonObject report =
        JsonObject.builder()
            .put("score", 640)
            .put("secret", "canary-" + subject)
            .build()
            .with(more);
    Payload payload = Payload.ofReport(release, report, random);
    EncryptionKey key = suite.encryptionKey(ScriptedSuite.PARTY);
    String jwe = Jwe.seal(payload.plaintext(), key, release, event.toString());
    ReleaseCost fee =
        new ReleaseCost(charged, currency, TARIFF, "report-standard", Optional.empty());
    String half =
        new SellerStatement(
                Claims.lasting(
                    ScriptedSuite.BUREAU, ScriptedSuite.PARTY, suite.clock.instant(), random),
                release,
                subject,
                ScriptedSuite.PARTY,
                Optional.of(product),
                payload.digest(),
                Payload.jweDigest(jwe),
                Optional.of(fee))
            .sign(suite.bureau.signingKey());
    JsonObject data =
        JsonObject.builder()
            .put("step", "RELEASE_2")
            .put("release", release)
            .put("from", ScriptedSuite.BUREAU)
            .put("to", ScriptedSuite.PARTY)
            .put("purpose", "LOAN_APPROVAL")
            .put(
                "consents",
                JsonArray.of(
                    List.of(JsonObject.builder().put("id", consent).put("version", 1).build())))
            .put("categories", JsonArray.ofStrings(List.of("PAYMENT.SUMMARY")))
            .put("recordCount", 0)
            .put("recordsRoot", Hash.sha256().hex())
            .put("payloadDigest", payload.digest().hex())
            .put("jweDigest", Payload.jweDigest(jwe).hex())
            .put("recipientKey", key.keyId())
            .put("sellerSignature", half)
            .put("parents", JsonArray.ofStrings(List.of(PARENT)))
            .put("product", product)
            .put("fee", fee.toJson())
            .put("endUser", ScriptedSuite.PARTY)
            .put("inquiry", inquiry)
            .put("request", "a.b.c")
            .put("decision", "a.b.c")
            .build();
    long index =
        suite.log.append("data.released", "bureau-service", Optional.of(subject), data, event);
    return JsonObject.builder()
        .put("inquiry", inquiry)
        .put("release", release)
        .put("eventId", event.toString())
        .put("index", index)
        .put("jwe", jwe)
        .put("receipt", ScriptedSuite.json(suite.log.receipt(index)))
        .put("fee", fee.toJson())
        .build();
  }

  /** Logs each half once. */
  synchronized String acknowledge(byte[] body) throws Exception {
    StringBuilder out = new StringBuilder();
    for (String line : new String(body, UTF_8).strip().split("\n", -1)) {
      String jws = ScriptedSuite.json(line.getBytes(UTF_8)).getString("acknowledgement");
      Acknowledgement half =
          Acknowledgement.verify(
              jws,
              suite.signingKeys(ScriptedSuite.PARTY),
              new Expected(ScriptedSuite.PARTY, "audit-service", suite.clock.instant()));
      if (half.index() >= half.checkpoint().size()) {
        throw new Refusal(422, "CHECKPOINT_TOO_OLD");
      }
      if (acknowledged.add(half.release())) {
        long unused =
            suite.log.append("data.received", "audit-service", subject(half), data(half, jws));
      }
      out.append("{\"eventId\":\"").append(half.release()).append("\",\"index\":1}\n");
    }
    return out.toString();
  }

  private Optional<String> subject(Acknowledgement half) {
    return suite.log.event(half.index()).body().subject();
  }

  private JsonObject data(Acknowledgement half, String jws) {
    return JsonObject.builder()
        .put("release", half.release())
        .put("releaseIndex", half.index())
        .put("releaseEntry", half.entry().hex())
        .put("from", ScriptedSuite.BUREAU)
        .put("to", ScriptedSuite.PARTY)
        .put("payloadDigest", half.payloadDigest().hex())
        .put("checkpointSize", half.checkpoint().size())
        .put("checkpointRoot", half.checkpoint().root().hex())
        .put("receivedAt", suite.now())
        .put("receiverSignature", jws)
        .build();
  }
}
