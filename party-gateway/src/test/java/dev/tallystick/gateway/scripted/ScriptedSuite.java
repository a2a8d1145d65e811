package dev.tallystick.gateway.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.events.usage.UsagePage;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.KeyProof;
import dev.tallystick.party.PublicJwk;
import dev.tallystick.tlog.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** All services of the suite in one server. A test tells it what goes wrong. Thread-safe. */
public final class ScriptedSuite implements AutoCloseable {
  /** The party whose gateway is tested. */
  public static final String PARTY = "party-1";

  /** The bureau that sells. */
  public static final String BUREAU = "bureau-north";

  private static final Logger LOG = Logger.getLogger(ScriptedSuite.class);

  final Clock clock = new GatewayTestClock();
  final IndexedLog log = new IndexedLog(clock);
  final PartyKeys bureau = PartyKeys.draw();
  final Map<String, List<JsonObject>> keys = new ConcurrentHashMap<>();
  final List<JsonObject> asked = new ArrayList<>();
  final ScriptedBureau sales = new ScriptedBureau(this);
  final ScriptedDuties duties = new ScriptedDuties(this);
  final ScriptedIntake intake = new ScriptedIntake(this);
  private final ScriptedLending lending = new ScriptedLending(this);
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<String> away = ConcurrentHashMap.newKeySet();
  private final Set<String> losing = ConcurrentHashMap.newKeySet();
  private final Map<String, UsagePage> pages = new HashMap<>();
  private volatile UnaryOperator<UsageAnswer> list = answer -> answer;
  private volatile boolean isPublished = true;

  ScriptedSuite() {
    keys.put(BUREAU, List.of(key("SIGN", PublicJwk.of(bureau.publicKeys().verificationKey()))));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url(String service) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + service;
  }

  /** Begins a test: nothing goes wrong. */
  public void reset() {
    away.clear();
    losing.clear();
    list = answer -> answer;
    isPublished = true;
    sales.reset();
    lending.reset();
    intake.goAwayBehind(-1);
  }

  /** A service cuts every connection from now on, or no longer: consent, vault, bureau or audit. */
  public void goAway(String service, boolean nowAway) {
    if (nowAway) {
      away.add(service);
    } else {
      away.remove(service);
    }
  }

  /** The next answer to a path that begins so is lost after all was done. */
  public void loseAnswer(String path) {
    losing.add(path);
  }

  /** What is done to each page of the party's list before it is told. */
  public void tamperList(UnaryOperator<UsageAnswer> with) {
    list = with;
  }

  /** Whether the published checkpoint covers the log, or nothing of it. */
  public void publish(boolean now) {
    isPublished = now;
  }

  /** What the bureau does. */
  public ScriptedBureau sales() {
    return sales;
  }

  /** What the bureau is told of decisions and loans. */
  public ScriptedLending lending() {
    return lending;
  }

  /** What the party is told to do, and answers. */
  public ScriptedDuties duties() {
    return duties;
  }

  /** What the vault takes in. */
  public ScriptedIntake intake() {
    return intake;
  }

  /** How many entries of this type there are. */
  public int logged(String type) {
    return log.events(type).size();
  }

  /** The bodies that were posted to a path that ends so, in order. */
  public List<JsonObject> posted(String end) {
    synchronized (asked) {
      return asked.stream()
          .filter(each -> each.getString("path").endsWith(end))
          .map(each -> each.getObject("body"))
          .toList();
    }
  }

  /** The keys by which a party signs. */
  public VerificationKeys signingKeys(String party) {
    List<VerificationKey> found = new ArrayList<>();
    try {
      for (JsonObject key : keys.getOrDefault(party, List.of())) {
        if (key.getString("use").equals("SIGN")) {
          found.add(PublicJwk.verificationKey(key.getObject("jwk")));
        }
      }
    } catch (MalformedKeyException e) {
      throw new AssertionError(e);
    }
    return VerificationKeys.of(found.toArray(VerificationKey[]::new));
  }

  EncryptionKey encryptionKey(String party) throws MalformedKeyException {
    for (JsonObject key : keys.getOrDefault(party, List.of())) {
      if (key.getString("use").equals("ENCRYPT")) {
        return PublicJwk.encryptionKey(key.getObject("jwk"));
      }
    }
    throw new AssertionError("no key to seal to");
  }

  static JsonObject key(String use, JsonObject jwk) {
    return JsonObject.builder().put("use", use).put("jwk", jwk).build();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      String path = uri.getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (away.stream().anyMatch(service -> path.startsWith("/" + service + "/"))) {
        return;
      }
      String answer;
      int status = 200;
      try {
        answer = answer(exchange.getRequestMethod(), path, query(uri), body, key(exchange));
      } catch (Refusal e) {
        status = e.status;
        answer = e.code.isEmpty() ? "<html>Not from here.</html>" : problem(e);
      }
      if (losing.removeIf(path::startsWith)) {
        return;
      }
      byte[] bytes = answer.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (Exception e) {
      LOG.errorf(e, "The script has no answer to %s", exchange.getRequestURI().getPath());
    }
  }

  private static String problem(Refusal refusal) {
    return CanonicalJson.text(
        JsonObject.builder()
            .put("code", refusal.code)
            .put("status", refusal.status)
            .put("detail", "Refused by the test's script.")
            .build());
  }

  private static String key(HttpExchange exchange) {
    return String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    if (uri.getQuery() != null) {
      for (String pair : uri.getQuery().split("&", -1)) {
        query.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
      }
    }
    return query;
  }

  private String answer(
      String method, String path, Map<String, String> query, byte[] body, String key)
      throws Exception {
    if (path.equals("/token")) {
      return "{\"access_token\":\"t\",\"expires_in\":3000}";
    }
    if (path.startsWith("/audit/")) {
      return audit(path, query, body);
    }
    if (path.equals("/vault/v1/records:import")) {
      return intake.take(query, body, key);
    }
    if (path.startsWith("/vault/v1/imports/")) {
      return intake.imported(segment(path));
    }
    JsonObject json = body.length == 0 ? JsonObject.EMPTY : json(body);
    if (path.startsWith("/vault/v1/chunks/")) {
      return intake.sign(segment(path), json);
    }
    if (method.equals("POST")) {
      synchronized (asked) {
        asked.add(JsonObject.builder().put("path", path).put("body", json).build());
      }
    }
    if (path.startsWith("/bureau/")) {
      return bureau(method, path, query, json, key);
    }
    if (path.startsWith("/consent/v1/parties/")) {
      return party(segment(path), method, json);
    }
    return duties.answer(path, json);
  }

  private String bureau(
      String method, String path, Map<String, String> query, JsonObject json, String key)
      throws Exception {
    if (path.endsWith("/tariffs")) {
      return sales.tariffs();
    }
    if (path.endsWith("/credit-decisions")) {
      return lending.decide(json);
    }
    if (path.startsWith("/bureau/v1/loans")) {
      return lending.loans(method, path, query, json, key);
    }
    if (path.startsWith("/bureau/v1/feed")) {
      return lending.feeds().answer(path, query, json, key);
    }
    return sales.inquire(json, key);
  }

  private String party(String party, String method, JsonObject json) throws Refusal {
    if (method.equals("GET")) {
      JsonObject.Builder shown = JsonObject.builder().put("party", party);
      List<JsonObject> known = keys.getOrDefault(party, List.of());
      if (!known.isEmpty()) {
        shown.put("keys", JsonArray.of(known));
      }
      return CanonicalJson.text(shown.build());
    }
    try {
      JsonObject jwk = json.getObject("jwk");
      boolean isSigning = json.getString("use").equals("SIGN");
      if (isSigning && !json.findString("code").equals(Optional.of("K7Q2-MW4P"))) {
        throw new Refusal(403, "ENROLMENT_CODE_INVALID");
      }
      VerificationKeys signers =
          isSigning ? VerificationKeys.of(PublicJwk.verificationKey(jwk)) : signingKeys(party);
      KeyProof proof =
          KeyProof.verify(
              json.getString("proof"),
              signers,
              new Expected(party, "consent-service", clock.instant()));
      List<JsonObject> known = new ArrayList<>(keys.getOrDefault(party, List.of()));
      known.add(
          JsonObject.builder()
              .put("use", proof.use())
              .put("thumbprint", proof.thumbprint())
              .put("jwk", jwk)
              .put("validTo", json.getString("validTo"))
              .build());
      keys.put(party, known);
      return "{\"eventId\":\"e\"}";
    } catch (MalformedKeyException | InvalidStatementException e) {
      throw new Refusal(422, "KEY_PROOF_INVALID");
    }
  }

  private String audit(String path, Map<String, String> query, byte[] body) throws Exception {
    if (path.endsWith("/log/policy")) {
      return log.policy();
    }
    if (path.endsWith("/log/checkpoint")) {
      return isPublished ? log.checkpoint() : "none\n1\nAA==\n\n";
    }
    if (path.endsWith("/acknowledgements")) {
      return sales.acknowledge(body);
    }
    if (path.endsWith("/usage")) {
      return usage(query);
    }
    throw new Refusal(404, "NOT_FOUND");
  }

  private synchronized String usage(Map<String, String> query) throws Exception {
    UsagePage old = pages.get(query.getOrDefault("previous", query.getOrDefault("cursor", "")));
    long below = Long.MAX_VALUE;
    if (old != null && query.containsKey("cursor")) {
      var shown = old.answer().own().entries();
      below = shown.get(shown.size() - 1).listIndex();
    }
    String id = "p" + pages.size();
    UsageAnswer answer =
        log.page(
            PARTY,
            below,
            Integer.parseInt(query.get("limit")),
            Optional.ofNullable(old),
            "s" + id,
            "n" + id);
    UsagePage page = new UsagePage(answer, Checkpoint.parse(answer.checkpoint().text()));
    pages.put("s" + id, page);
    pages.put("n" + id, page);
    return new String(list.apply(answer).toJson(), UTF_8);
  }

  String now() {
    return Timestamps.format(clock.millis());
  }

  static JsonArray texts(List<String> texts) {
    return JsonArray.of(texts.stream().map(JsonString::of).toList());
  }

  /** The id in a path such as {@code /vault/v1/chunks/ID/signature}. */
  static String segment(String path) {
    return path.split("/", -1)[4];
  }

  static JsonObject json(byte[] body) {
    try {
      return (JsonObject) CanonicalJson.parseMessage(body);
    } catch (MalformedJsonException e) {
      throw new AssertionError("no JSON: " + new String(body, UTF_8), e);
    }
  }

  /** A problem instead of an answer; without a code, a page of somebody in between. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    Refusal(int status, String code) {
      super(code);
      this.status = status;
      this.code = code;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
