package dev.tallystick.bureau.market;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.SigningKey;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Expected;
import dev.tallystick.party.PublicJwk;
import dev.tallystick.party.Statement;
import dev.tallystick.party.StopAnswer;
import dev.tallystick.party.TypedId;
import dev.tallystick.tlog.Hash;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** consent-service: parties as the test registers them, and permits unless it wants a denial. */
final class ScriptedConsent implements AutoCloseable {
  static final String TARIFF = "trf_019c1252-326f-7f40-968e-ade6adae4240";
  static final String LINE = "report-standard";

  private final ServedLog log;
  private final Clock clock = new MovableClock();
  private final SecureRandom random = new SecureRandom();
  private final SigningKey key = SigningKey.draw();
  private final JsonServer server = new JsonServer();
  private final Map<String, Party> parties = new ConcurrentHashMap<>();
  private final Queue<Turn> turns = new ConcurrentLinkedQueue<>();
  private final List<JsonObject> questions = new CopyOnWriteArrayList<>();
  private final List<StopAnswer> stopAnswers = new CopyOnWriteArrayList<>();
  private final AtomicInteger stopRefusals = new AtomicInteger();
  private final AtomicInteger lostStopAnswers = new AtomicInteger();
  private volatile boolean away;
  private volatile boolean byLaw;
  private volatile boolean freeOnline;
  private volatile long leastPartnerShare = 3_000;
  private volatile JsonObject queryLimits = JsonObject.EMPTY;
  private final Set<String> withheld = ConcurrentHashMap.newKeySet();
  private volatile long fee = 100;
  private volatile String tariff = TARIFF;
  private volatile String line = LINE;

  ScriptedConsent(ServedLog log) {
    this.log = log;
    server.serve("/.well-known/jwks.json", (exchange, body) -> away ? null : jwks());
    server.serve("/v1/parties/", (exchange, body) -> away ? null : party(exchange));
    server.serve(
        "/v1/stop-notices/", (exchange, body) -> away ? null : stopAnswered(exchange, body));
    server.serve("/v1/packs", (exchange, body) -> away ? null : packs());
    server.serve("/v1/decisions", (exchange, body) -> away ? null : decide(JsonServer.json(body)));
  }

  private record Party(
      String role, List<VerificationKey> signing, Optional<EncryptionKey> encryption) {}

  /** What happens at one decision instead of a plain permit. */
  sealed interface Turn {
    /** A denial, by a rule. */
    record Deny(String code, String ruleId) implements Turn {}

    /** A problem instead of a decision. */
    record Refuse(int status, String code) implements Turn {}

    /** A permit, after something has been done. */
    record SalePermit(Consumer<JsonObject> first) implements Turn {}
  }

  String url() {
    return server.url();
  }

  void register(
      String id, String role, List<VerificationKey> signing, Optional<EncryptionKey> encryption) {
    parties.put(id, new Party(role, signing, encryption));
  }

  VerificationKeys keysOf(String id) {
    return VerificationKeys.of(party(id).signing().toArray(VerificationKey[]::new));
  }

  EncryptionKey encryptionKeyOf(String id) {
    return party(id).encryption().orElseThrow();
  }

  private Party party(String id) {
    Party party = parties.get(id);
    if (party == null) {
      throw new IllegalStateException("not registered: " + id);
    }
    return party;
  }

  void next(Turn turn) {
    turns.add(turn);
  }

  void goAway(boolean nowAway) {
    away = nowAway;
  }

  void fee(long amount) {
    fee = amount;
  }

  /** From now on fees are of this line. */
  void tariff(String published, String named) {
    tariff = published;
    line = named;
  }

  List<JsonObject> questions() {
    return questions;
  }

  /** Forgets scripts, questions and charges. */
  void reset() {
    turns.clear();
    questions.clear();
    troubleStopAnswers(0, 0);
    away = false;
    fee = 100;
    tariff(TARIFF, LINE);
    withheld.clear();
    byLaw = false;
    freeOnline = false;
    leastPartnerShare = 3_000;
    queryLimits = JsonObject.EMPTY;
  }

  /** Permits leave this category out. */
  void withhold(String category) {
    withheld.add(category);
  }

  /** The pack asks for no consent. */
  void openByLaw() {
    byLaw = true;
  }

  /** Whether reports that are handed over online are all free; two a year are anyhow. */
  void freeOnline(boolean free) {
    freeOnline = free;
  }

  /** The least that the partner of a joint loan lends itself, in basis points. */
  void leastPartnerShare(long basisPoints) {
    leastPartnerShare = basisPoints;
  }

  /** How often lenders may ask; empty if the pack does not say. */
  void queryLimits(JsonObject limits) {
    queryLimits = limits;
  }

  private String packs() {
    JsonObject free = JsonObject.builder().put("perYear", 2).put("online", freeOnline).build();
    JsonObject pack =
        JsonObject.builder()
            .put("family", "cn")
            .put("pack", "cn-2022")
            .put("activations", JsonArray.ofStrings(List.of("2022-01-01T00:00:00.000Z")))
            .put("zone", "Asia/Shanghai")
            .put("freeReports", free)
            .put("leastPartnerShare", leastPartnerShare)
            .build();
    if (!queryLimits.equals(JsonObject.EMPTY)) {
      pack = pack.with(JsonObject.builder().put("queryLimits", queryLimits).build());
    }
    return CanonicalJson.text(
        JsonObject.builder().put("packs", JsonArray.of(List.of(pack))).build());
  }

  private String jwks() {
    JsonObject jwk = PublicJwk.of(key.verificationKey());
    return CanonicalJson.text(JsonObject.builder().put("keys", JsonArray.of(List.of(jwk))).build());
  }

  private String party(HttpExchange exchange) throws JsonServer.RefusalException {
    String path = exchange.getRequestURI().getPath();
    String id = path.substring(path.lastIndexOf('/') + 1);
    Party party = parties.get(id);
    if (party == null) {
      throw new JsonServer.RefusalException(404, "PARTY_UNKNOWN", JsonObject.EMPTY);
    }
    List<JsonObject> keys = new ArrayList<>();
    party.signing().forEach(each -> keys.add(key("SIGN", each.keyId(), PublicJwk.of(each))));
    party
        .encryption()
        .ifPresent(each -> keys.add(key("ENCRYPT", each.keyId(), PublicJwk.of(each))));
    return new String(
        CanonicalJson.messageBytes(
            JsonObject.builder()
                .put("party", id)
                .put("role", party.role())
                .put("legalName", "Invented " + id)
                .put("suspended", false)
                .put("keys", JsonArray.of(keys))
                .put("asOfSize", log.entries().size())
                .build()),
        UTF_8);
  }

  private static JsonObject key(String use, String thumbprint, JsonObject jwk) {
    return JsonObject.builder()
        .put("use", use)
        .put("thumbprint", thumbprint)
        .put("jwk", jwk)
        .put("validFrom", "2026-01-01T00:00:00.000Z")
        .put("validTo", "2036-01-01T00:00:00.000Z")
        .build();
  }

  private @Nullable String stopAnswered(HttpExchange exchange, byte[] body) throws Exception {
    JsonObject said = JsonServer.json(body);
    String issuer = Statement.claimedIssuer(said.getString("signature"));
    StopAnswer answer =
        StopAnswer.verify(
            said.getString("signature"),
            keysOf(issuer),
            new Expected(issuer, "consent-service", clock.instant()));
    if (!exchange.getRequestURI().getPath().contains(answer.notification())
        || !answer.answer().equals(said.getString("answer"))) {
      throw new JsonServer.RefusalException(422, "STOP_ANSWER_DIFFERS", JsonObject.EMPTY);
    }
    if (stopRefusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new JsonServer.RefusalException(404, "STOP_NOTICE_UNKNOWN", JsonObject.EMPTY);
    }
    if (stopAnswers.stream().anyMatch(one -> one.notification().equals(answer.notification()))) {
      throw new JsonServer.RefusalException(409, "STOP_NOTICE_ANSWERED", JsonObject.EMPTY);
    }
    stopAnswers.add(answer);
    return lostStopAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? null : "{}";
  }

  /** The answers to stop notices that were taken, one for each notice. */
  List<StopAnswer> stopAnswers() {
    return stopAnswers;
  }

  /** The next answers to stop notices are refused, and those after them taken but not confirmed. */
  void troubleStopAnswers(int refused, int lost) {
    stopRefusals.set(refused);
    lostStopAnswers.set(lost);
  }

  private String decide(JsonObject question) throws JsonServer.RefusalException {
    questions.add(question);
    @Nullable Turn turn = turns.poll();
    if (turn instanceof Turn.Refuse refuse) {
      throw new JsonServer.RefusalException(refuse.status(), refuse.code(), JsonObject.EMPTY);
    }
    if (turn instanceof Turn.Deny deny) {
      JsonObject claims =
          claims(question, "DENY").put("code", deny.code()).put("ruleId", deny.ruleId()).build();
      return CanonicalJson.text(
          answer(claims)
              .put("code", deny.code())
              .put("ruleId", deny.ruleId())
              .put("status", 403)
              .put("auditEventId", "019cac0f-2680-72a9-afe4-79ed87b8ed11")
              .put("auditIndex", 7)
              .build());
    }
    String permit = CanonicalJson.text(permit(question));
    if (turn instanceof Turn.SalePermit first) {
      first.first().accept(question);
    }
    return permit;
  }

  private JsonObject permit(JsonObject question) {
    EncryptionKey recipient = encryptionKeyOf(question.getString("to"));
    String charge = chargeKey(question);
    List<String> asked =
        question.getArray("categories").items().stream()
            .map(item -> ((JsonString) item).value())
            .toList();
    List<JsonObject> omitted =
        asked.stream().filter(withheld::contains).map(ScriptedConsent::omission).toList();
    JsonObject.Builder claims =
        claims(question, "PERMIT")
            .put(
                "categories",
                JsonArray.ofStrings(asked.stream().filter(c -> !withheld.contains(c)).toList()))
            .put("recipientKey", recipient.keyId())
            .put("fee", fee(charge))
            .put("guards", guards(question, charge))
            .put("advances", JsonArray.ofStrings(List.of(charge)));
    if (!byLaw) {
      JsonObject.Builder consent = JsonObject.builder().put("id", question.getString("consent"));
      claims.put("consents", JsonArray.of(List.of(consent.put("version", 1).build())));
    }
    if (!omitted.isEmpty()) {
      claims.put("omitted", JsonArray.of(omitted));
    }
    return answer(claims.build()).put("recipientKey", PublicJwk.of(recipient)).build();
  }

  private static JsonObject omission(String category) {
    return JsonObject.builder()
        .put("category", category)
        .put("code", "SENSITIVE_CONSENT_MISSING")
        .build();
  }

  private JsonArray guards(JsonObject question, String charge) {
    return byLaw
        ? JsonArray.of(List.of(guard(charge)))
        : JsonArray.of(List.of(guard(charge), guard("consent/" + question.getString("consent"))));
  }

  private JsonObject guard(String guardKey) {
    return JsonObject.builder().put("key", guardKey).put("version", log.guard(guardKey)).build();
  }

  private JsonObject fee(String charge) {
    JsonObject.Builder price =
        JsonObject.builder().put("currency", "CNY").put("tariff", tariff).put("line", line);
    Optional<String> earlier =
        log.entries("data.released").stream()
            .map(logged -> logged.event())
            .filter(event -> event.stub().advances().contains(charge))
            .map(event -> event.id().toString())
            .findFirst();
    return earlier.isPresent()
        ? price.put("amount", 0).put("dedupOf", earlier.get()).build()
        : price.put("amount", fee).build();
  }

  static String chargeKey(JsonObject question) {
    return "charge/"
        + EventLabels.ofParty(question.getString("from")).hex()
        + "/"
        + EventLabels.ofParty(question.getString("to")).hex()
        + "/"
        + EventLabels.ofSubject(question.getString("subject")).hex()
        + "/"
        + question.getString("product");
  }

  private JsonObject.Builder claims(JsonObject question, String outcome) {
    long now = clock.millis();
    return JsonObject.builder()
        .put("v", 1)
        .put("decision", TypedId.draw("dec", now, random))
        .put("iss", "consent-service")
        .put("outcome", outcome)
        .put("step", question.getString("step"))
        .put("dryRun", question.getBoolean("dryRun"))
        .put("subject", question.getString("subject"))
        .put("caller", question.getString("caller"))
        .put("from", question.getString("from"))
        .put("to", question.getString("to"))
        .put("product", question.getString("product"))
        .put("purpose", question.getString("purpose"))
        .put("instant", Timestamps.format(now))
        .put("notBefore", Timestamps.format(now))
        .put("notAfter", Timestamps.format(now + 10_000))
        .put("pack", "cn-2022")
        .put("requestDigest", Hash.sha256(question.getString("request").getBytes(US_ASCII)).hex());
  }

  private JsonObject.Builder answer(JsonObject claims) {
    return JsonObject.builder()
        .put("outcome", claims.getString("outcome"))
        .put("decision", sign(claims));
  }

  String sign(JsonObject claims) {
    return Jws.sign(key, "decision+jws", CanonicalJson.bytes(claims));
  }

  @Override
  public void close() {
    server.close();
  }
}
