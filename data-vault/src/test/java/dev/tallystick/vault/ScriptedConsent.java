package dev.tallystick.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.EventId;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.keys.SigningKey;
import dev.tallystick.party.PublicJwk;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A consent-service that speaks the protocol, signs with a real key and decides what a test says:
 * everything is permitted until it is told otherwise.
 */
public final class ScriptedConsent implements AutoCloseable {
  public static final String AGREEMENT = "agr_019c1216-8ec3-71ef-9c5a-c90d267a7ee2";
  public static final String CONSENT = "con_019c1190-5e80-771c-8ffb-2d5d001ab037";
  private static final Duration LIFETIME = Duration.ofSeconds(10);

  private final SigningKey key = SigningKey.draw();
  private final Map<String, PartyKeys> keys = new ConcurrentHashMap<>();
  private final Map<String, String> roles =
      Map.of(
          "mall-east", "PLATFORM",
          "ride-west", "PLATFORM",
          "pay-south", "PLATFORM",
          "bureau-north", "BUREAU",
          "bank-riverside", "LENDER",
          "credit-authority", "REGULATOR",
          "bank-harbour", "LENDER",
          "bureau-south", "BUREAU",
          "data-cloud", "PROCESSOR");
  private final Map<String, JsonObject> denials = new ConcurrentHashMap<>();
  private final Map<String, Long> guards = new TreeMap<>();
  private final List<JsonObject> asked = new CopyOnWriteArrayList<>();
  private final List<String> withheld = new CopyOnWriteArrayList<>();
  private final List<String> suspended = new CopyOnWriteArrayList<>();
  private final List<String> agreements = new CopyOnWriteArrayList<>(List.of(AGREEMENT));
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile UnaryOperator<JsonObject> forgery = claims -> claims;
  private volatile boolean away;
  private volatile boolean logAway;
  private volatile boolean backwards;
  private volatile String undecided = "";
  private final AtomicInteger calls = new AtomicInteger();

  ScriptedConsent() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    roles.keySet().forEach(party -> keys.put(party, PartyKeys.draw()));
    server.setExecutor(threads);
    serve("/v1/parties/", this::party);
    serve("/v1/decisions", this::decide);
    serve("/v1/decisions:batch", this::decideAll);
    serve("/v1/packs", this::packs);
    serve("/.well-known/jwks.json", this::jwks);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Everything as at the beginning, the keys excepted. */
  public void reset() {
    denials.clear();
    guards.clear();
    asked.clear();
    suspended.clear();
    withheld.clear();
    agreements.clear();
    agreements.add(AGREEMENT);
    forgery = claims -> claims;
    away = false;
    logAway = false;
    backwards = false;
    undecided = "";
    calls.set(0);
  }

  /** The keys of a party. */
  public PartyKeys keysOf(String party) {
    return Objects.requireNonNull(keys.get(party));
  }

  /** A party has new keys, and gives up the ones it had. */
  public void replaceKeys(String party) {
    keys.put(party, PartyKeys.draw());
  }

  /** Permits leave this category out. */
  public void withhold(String category) {
    withheld.add(category);
  }

  /** Whatever has this source is denied. */
  public void deny(String from, String code, String ruleId, int status) {
    denials.put(
        from,
        JsonObject.builder()
            .put("outcome", "DENY")
            .put("code", code)
            .put("ruleId", ruleId)
            .put("status", status)
            .put("auditEventId", id())
            .put("auditIndex", 17)
            .build());
  }

  /** Decisions rest on this guard, in this version, from now on. */
  public void guard(String guard, long version) {
    guards.put(guard, version);
  }

  public void suspend(String party) {
    suspended.add(party);
  }

  /** No agreement is in force any more. */
  public void endAgreements() {
    agreements.clear();
  }

  public void goAway(boolean nowAway) {
    away = nowAway;
  }

  public void loseTheLog(boolean lost) {
    logAway = lost;
  }

  /** Changes the claims of decisions before they are signed. */
  public void forge(UnaryOperator<JsonObject> change) {
    forgery = change;
  }

  /** Whatever has this source is not decided on, while others are. */
  public void loseTheLogFor(String from) {
    undecided = from;
  }

  /** Each question of a call gets the answer to another one. */
  public void answerBackwards() {
    backwards = true;
  }

  /** How many calls have asked for decisions, with however many questions. */
  public int decisionCalls() {
    return calls.get();
  }

  /** The questions that were asked, in order. */
  public List<JsonObject> asked() {
    return List.copyOf(asked);
  }

  private void party(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String id = path.substring(path.lastIndexOf('/') + 1);
    String role = roles.get(id);
    if (role == null) {
      answer(exchange, 404, problem(404, "PARTY_UNKNOWN"));
      return;
    }
    JsonObject signing =
        JsonObject.builder()
            .put("use", "SIGN")
            .put("thumbprint", keysOf(id).signingKey().verificationKey().keyId())
            .put("jwk", PublicJwk.of(keysOf(id).signingKey().verificationKey()))
            .put("validFrom", "2026-01-01T00:00:00.000Z")
            .put("validTo", "2099-01-01T00:00:00.000Z")
            .build();
    JsonObject sealing =
        JsonObject.builder()
            .put("use", "ENCRYPT")
            .put("thumbprint", keysOf(id).decryptionKey().encryptionKey().keyId())
            .put("jwk", PublicJwk.of(keysOf(id).decryptionKey().encryptionKey()))
            .put("validFrom", "2026-01-01T00:00:00.000Z")
            .put("validTo", "2099-01-01T00:00:00.000Z")
            .build();
    answer(
        exchange,
        200,
        JsonObject.builder()
            .put("party", id)
            .put("role", role)
            .put("legalName", id)
            .put("country", "CN")
            .put("contact", "desk")
            .put("suspended", suspended.contains(id))
            .put("keys", JsonArray.of(List.of(signing, sealing)))
            .put("licences", JsonArray.of(List.of()))
            .put("agreements", JsonArray.ofStrings(agreements))
            .put("asOfSize", 1)
            .build());
  }

  private void decide(HttpExchange exchange) throws IOException {
    int unused = calls.incrementAndGet();
    JsonObject question = read(exchange);
    asked.add(question);
    if (isUndecided(question)) {
      answer(exchange, 503, problem(503, "AUDIT_UNAVAILABLE"));
      return;
    }
    answer(exchange, 200, decision(question));
  }

  private void decideAll(HttpExchange exchange) throws IOException {
    int unused = calls.incrementAndGet();
    List<JsonObject> answers = new ArrayList<>();
    for (JsonValue each : read(exchange).getArray("questions").items()) {
      JsonObject question = (JsonObject) each;
      asked.add(question);
      answers.add(
          isUndecided(question)
              ? JsonObject.builder().put("problem", problem(503, "AUDIT_UNAVAILABLE")).build()
              : JsonObject.builder().put("decision", decision(question)).build());
    }
    if (backwards) {
      Collections.reverse(answers);
    }
    answer(exchange, 200, JsonObject.builder().put("answers", JsonArray.of(answers)).build());
  }

  private boolean isUndecided(JsonObject question) {
    return logAway || question.getString("from").equals(undecided);
  }

  private JsonObject decision(JsonObject question) {
    JsonObject denial = denials.get(question.getString("from"));
    JsonObject claims = forgery.apply(claims(question, denial));
    JsonObject.Builder answer =
        JsonObject.builder()
            .put("decision", Jws.sign(key, "decision+jws", CanonicalJson.bytes(claims)));
    if (denial != null) {
      denial.forEach(answer::put);
    } else {
      answer.put("outcome", "PERMIT").put("agreement", AGREEMENT);
      question
          .findString("to")
          .ifPresent(
              to ->
                  answer.put(
                      "recipientKey", PublicJwk.of(keysOf(to).decryptionKey().encryptionKey())));
    }
    return answer.build();
  }

  private JsonObject claims(JsonObject question, @Nullable JsonObject denial) {
    long now = TestClock.get().millis();
    JsonObject.Builder claims =
        JsonObject.builder()
            .put("v", 1)
            .put("decision", "dec_" + id())
            .put("iss", "consent-service")
            .put("outcome", denial == null ? "PERMIT" : "DENY")
            .put("asOfSize", 1)
            .put("instant", Timestamps.format(now))
            .put("notBefore", Timestamps.format(now))
            .put("notAfter", Timestamps.format(now + LIFETIME.toMillis()))
            .put("engineVersion", "test")
            .put("ruleIds", JsonArray.ofStrings(List.of("R01")))
            .put("requestDigest", Hash.sha256(question.getString("request").getBytes(UTF_8)).hex());
    for (String name : List.of("step", "dryRun", "subject", "caller", "from", "to", "categories")) {
      question.find(name).ifPresent(value -> claims.put(name, value));
    }
    if (denial == null) {
      claims.put("agreement", AGREEMENT);
      claims.put(
          "consents",
          JsonArray.of(List.of(JsonObject.builder().put("id", CONSENT).put("version", 1).build())));
      if (!withheld.isEmpty()) {
        claims.put("omitted", JsonArray.of(withheld.stream().map(ScriptedConsent::left).toList()));
      }
      question
          .findString("to")
          .ifPresent(
              to -> claims.put("recipientKey", keysOf(to).decryptionKey().encryptionKey().keyId()));
      if (!guards.isEmpty()) {
        claims.put("guards", guards());
      }
    }
    return claims.build();
  }

  private static JsonObject left(String category) {
    return JsonObject.builder()
        .put("category", category)
        .put("code", "CONSENT_SCOPE_EXCEEDED")
        .build();
  }

  private JsonArray guards() {
    List<JsonValue> items = new ArrayList<>();
    guards.forEach(
        (name, version) ->
            items.add(JsonObject.builder().put("key", name).put("version", version).build()));
    return JsonArray.of(items);
  }

  private void packs(HttpExchange exchange) throws IOException {
    answer(exchange, 200, ScriptedPacks.inForce());
  }

  private void jwks(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        JsonObject.of(
            new HashMap<>(
                Map.of("keys", JsonArray.of(List.of(PublicJwk.of(key.verificationKey())))))));
  }

  private static String id() {
    return EventId.draw(TestClock.get().millis(), new SecureRandom()).toString();
  }

  private static JsonObject problem(int status, String code) {
    return JsonObject.builder()
        .put("type", "urn:tallystick:problem:x")
        .put("title", "Refused")
        .put("status", status)
        .put("detail", "Refused.")
        .put("code", code)
        .build();
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private void serve(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          // Closed without an answer, the connection is cut.
          try (exchange) {
            if (!away) {
              handler.handle(exchange);
            }
          }
        });
  }

  private static JsonObject read(HttpExchange exchange) throws IOException {
    try {
      return (JsonObject) CanonicalJson.parseMessage(exchange.getRequestBody().readAllBytes());
    } catch (MalformedJsonException e) {
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, JsonObject json)
      throws IOException {
    byte[] bytes = CanonicalJson.messageBytes(json);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
