package dev.tallystick.bureau.market;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.Jwe;
import dev.tallystick.party.Expected;
import dev.tallystick.party.Payload;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.party.Statement;
import dev.tallystick.party.TypedId;
import dev.tallystick.producer.EventFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** data-vault: one logged and sealed release for each platform that has records. */
final class ScriptedVault implements AutoCloseable {
  private final ServedLog log;
  private final ScriptedConsent consent;
  private final JsonServer server = new JsonServer();
  private final SecureRandom random = new SecureRandom();
  private final MovableClock clock = new MovableClock();
  private final EventFactory events = new EventFactory(clock, random, "data-vault");
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, List<JsonObject>> records = new ConcurrentHashMap<>();
  private final List<JsonObject> omitted = new CopyOnWriteArrayList<>();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final List<ReleaseRequest> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger lost = new AtomicInteger();
  private volatile UnaryOperator<JsonObject> tampering = UnaryOperator.identity();
  private volatile Optional<JsonServer.RefusalException> refusal = Optional.empty();

  ScriptedVault(ServedLog log, ScriptedConsent consent) {
    this.log = log;
    this.consent = consent;
    server.serve("/v1/releases", this::release);
  }

  String url() {
    return server.url();
  }

  /** Deposits a record at a platform. */
  void deposit(String platform, String category, JsonObject fields) {
    add(platform, record(platform, category, fields).build());
  }

  /** Deposits a record that another source contradicts. */
  void depositContradicted(String platform, String category, JsonObject fields) {
    add(platform, record(platform, category, fields).put("sourceConflict", true).build());
  }

  /** The person says something about every record of a platform. */
  void state(String platform, String words) {
    records.computeIfPresent(
        platform,
        (any, those) ->
            new CopyOnWriteArrayList<>(
                those.stream().map(one -> one.with(statement(words))).toList()));
  }

  private static JsonObject statement(String words) {
    return JsonObject.builder().put("statement", words).build();
  }

  /** What a platform had is erased, and what was said about it with it. */
  void erase(String platform) {
    records.remove(platform);
  }

  private void add(String platform, JsonObject record) {
    records.computeIfAbsent(platform, any -> new CopyOnWriteArrayList<>()).add(record);
  }

  private JsonObject.Builder record(String platform, String category, JsonObject fields) {
    byte[] salt = new byte[32];
    random.nextBytes(salt);
    return JsonObject.builder()
        .put("record", TypedId.draw("rec", clock.millis(), random))
        .put("salt", Base64.getUrlEncoder().withoutPadding().encodeToString(salt))
        .put("category", category)
        .put("observedAt", "2026-02-01T00:00:00.000Z")
        .put("source", platform + " accounts")
        .put("basis", JsonObject.builder().put("kind", "CONTRACT").put("ref", "t-1").build())
        .put("fields", fields);
  }

  void omit(JsonObject omission) {
    omitted.add(omission);
  }

  /** The next answers get lost on the way, after the releases were made. */
  void loseAnswers(int count) {
    lost.set(count);
  }

  /** What is done to each release before it is handed over. */
  void tamper(UnaryOperator<JsonObject> with) {
    tampering = with;
  }

  void refuse(int status, String code, JsonObject more) {
    refusal = Optional.of(new JsonServer.RefusalException(status, code, more));
  }

  /** The Idempotency-Keys of all requests, in order. */
  List<String> keys() {
    return keys;
  }

  List<ReleaseRequest> requests() {
    return requests;
  }

  void reset() {
    records.clear();
    omitted.clear();
    keys.clear();
    requests.clear();
    lost.set(0);
    tampering = UnaryOperator.identity();
    refusal = Optional.empty();
  }

  private @Nullable String release(HttpExchange exchange, byte[] body) throws Exception {
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    keys.add(key);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    String known = answers.get(key);
    String answer = known != null ? known : answer(JsonServer.json(body).getString("request"));
    answers.put(key, answer);
    return lost.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? null : answer;
  }

  private String answer(String jws) throws Exception {
    String bureau = Statement.claimedIssuer(jws);
    ReleaseRequest request =
        ReleaseRequest.verify(
            jws, consent.keysOf(bureau), new Expected(bureau, "data-vault", clock.instant()));
    requests.add(request);
    List<JsonObject> releases = new ArrayList<>();
    for (Map.Entry<String, List<JsonObject>> each : new TreeMap<>(records).entrySet()) {
      List<JsonObject> wanted =
          each.getValue().stream()
              .filter(record -> request.categories().contains(record.getString("category")))
              .toList();
      if (!wanted.isEmpty()) {
        releases.add(tampering.apply(release(each.getKey(), wanted, request, jws)));
      }
    }
    JsonObject.Builder answer = JsonObject.builder().put("releases", JsonArray.of(releases));
    if (!omitted.isEmpty()) {
      answer.put("omitted", JsonArray.of(omitted));
    }
    return new String(CanonicalJson.messageBytes(answer.build()), UTF_8);
  }

  private JsonObject release(
      String platform, List<JsonObject> wanted, ReleaseRequest request, String jws)
      throws Exception {
    EventId id = events.drawId();
    Payload payload =
        Payload.ofRecords(TypedId.draw("rel", clock.millis(), random), wanted, random);
    EncryptionKey bureau = consent.encryptionKeyOf(request.to());
    String jwe = Jwe.seal(payload.plaintext(), bureau, payload.releaseId(), id.toString());
    long index =
        log.append(event(id, platform, wanted, payload, jwe, bureau, request, jws)).index();
    return JsonObject.builder()
        .put("release", payload.releaseId())
        .put("eventId", id.toString())
        .put("index", index)
        .put("from", platform)
        .put("categories", categories(wanted))
        .put("recordCount", wanted.size())
        .put("payloadDigest", payload.digest().hex())
        .put("jwe", jwe)
        .put("receipt", receipt(id))
        .build();
  }

  private JsonObject receipt(EventId id) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(log.url() + "/v1/receipts/" + id)).build();
    return JsonServer.json(http.send(request, BodyHandlers.ofByteArray()).body());
  }

  private static JsonArray categories(List<JsonObject> wanted) {
    TreeSet<String> categories = new TreeSet<>();
    wanted.forEach(record -> categories.add(record.getString("category")));
    return JsonArray.ofStrings(List.copyOf(categories));
  }

  private Event event(
      EventId id,
      String platform,
      List<JsonObject> wanted,
      Payload payload,
      String jwe,
      EncryptionKey bureau,
      ReleaseRequest request,
      String jws)
      throws InvalidEventException {
    JsonObject consented =
        JsonObject.builder()
            .put("id", TypedId.draw("con", clock.millis(), random))
            .put("version", 1)
            .build();
    JsonObject data =
        JsonObject.builder()
            .put("step", "RELEASE_1")
            .put("release", payload.releaseId())
            .put("from", platform)
            .put("to", request.to())
            .put("purpose", request.purpose())
            .put("endPurpose", request.endUse().purpose().orElseThrow())
            .put("consents", JsonArray.of(List.of(consented)))
            .put("categories", categories(wanted))
            .put("recordCount", wanted.size())
            .put("recordsRoot", payload.recordsRoot().hex())
            .put("payloadDigest", payload.digest().hex())
            .put("jweDigest", Payload.jweDigest(jwe).hex())
            .put("recipientKey", bureau.keyId())
            .put("agreement", TypedId.draw("agr", clock.millis(), random))
            .build();
    JsonObject.Builder internal =
        JsonObject.builder()
            .put("request", jws)
            .put("decision", consent.sign(JsonObject.builder().put("v", 1).build()));
    // None behind what a person asks for themselves.
    request.endUse().user().ifPresent(user -> internal.put("endUser", user));
    request.endUse().inquiry().ifPresent(inquiry -> internal.put("inquiry", inquiry));
    return events.createWithId(
        id,
        "data.released",
        Optional.of(request.subject()),
        data,
        Optional.of(internal.build()),
        Map.of(),
        List.of());
  }

  @Override
  public void close() {
    server.close();
  }
}
