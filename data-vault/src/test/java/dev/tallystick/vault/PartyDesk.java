package dev.tallystick.vault;

import static io.restassured.RestAssured.given;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.party.Claims;
import dev.tallystick.party.DepositStatement;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.party.ResolveRequest;
import dev.tallystick.party.Statement;
import dev.tallystick.tlog.Hash;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a party's machine does: signs requests and sends them with its token. */
public final class PartyDesk {
  public static final String INQUIRY = "inq_019c1190-5e80-771c-8ffb-2d5d001ab037";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String party;
  private final String role;
  private final ScriptedConsent registry;

  public PartyDesk(String party, String role, ScriptedConsent registry) {
    this.party = party;
    this.role = role;
    this.registry = registry;
  }

  public String token() {
    return Tokens.claims(role).audience("data-vault").claim("party", party).sign();
  }

  public Claims claims() {
    return Claims.of(
        party, "data-vault", TestClock.get().instant(), Duration.ofSeconds(50), RANDOM);
  }

  public String sign(Statement statement) {
    return statement.sign(registry.keysOf(party).signingKey());
  }

  /** Imports lines under a new key. */
  public Response importLines(String... lines) {
    return importUnder(key(), lines);
  }

  public Response importUnder(String key, String... lines) {
    return given()
        .auth()
        .oauth2(token())
        .contentType("application/x-ndjson")
        .header("Idempotency-Key", key)
        .queryParam("agreement", ScriptedConsent.AGREEMENT)
        .urlEncodingEnabled(false)
        .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
        .post("/v1/records:import");
  }

  /**
   * Imports a chunk that begins at a line of a longer import, its body and encoding as they are.
   */
  public Response importAt(String key, long offset, String encoding, byte[] body) {
    return given()
        .auth()
        .oauth2(token())
        .contentType("application/x-ndjson")
        .header("Idempotency-Key", key)
        .header("Content-Encoding", encoding)
        .queryParam("agreement", ScriptedConsent.AGREEMENT)
        .queryParam("offset", offset)
        .urlEncodingEnabled(false)
        .body(body)
        .post("/v1/records:import");
  }

  /** How far an import has come. */
  public Response importState(String key) {
    return given().auth().oauth2(token()).get("/v1/imports/{key}", key);
  }

  /** The signature over what an import has answered. */
  public String signature(JsonObject end) {
    return sign(
        new DepositStatement(
            claims(),
            end.getString("chunk"),
            ScriptedConsent.AGREEMENT,
            end.getInteger("count"),
            Hash.fromHex(end.getString("root"))));
  }

  public Response postSignature(String chunk, String statement) {
    return given()
        .auth()
        .oauth2(token())
        .contentType("application/json")
        .body(Map.of("statement", statement))
        .post("/v1/chunks/{id}/signature", chunk);
  }

  /** Imports and signs; the lines must all be stored. */
  public List<JsonObject> deposit(String... lines) {
    Response imported = importLines(lines);
    List<JsonObject> answers = lines(imported);
    JsonObject end = answers.get(answers.size() - 1);
    Response signed = postSignature(end.getString("chunk"), signature(end));
    if (signed.statusCode() != 201 || end.getInteger("count") != lines.length) {
      throw new AssertionError(imported.asString() + signed.asString());
    }
    return answers;
  }

  public String releaseRequest(String subject, String to, List<String> from, String... categories) {
    return sign(request(subject, to, from, categories));
  }

  /** A request for records, not yet signed. */
  public ReleaseRequest request(
      String subject, String to, List<String> from, String... categories) {
    return new ReleaseRequest(
        claims(),
        subject,
        to,
        "CREDIT_REPORTING_SUPPLY",
        Arrays.asList(categories),
        from,
        new ReleaseRequest.EndUse(
            Optional.of("LOAN_APPROVAL"),
            Optional.of("bank-riverside"),
            Optional.of(INQUIRY),
            Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }

  /** Sends several requests as one batch, by key. */
  public Response postReleases(Map<String, String> requests) {
    StringBuilder lines = new StringBuilder();
    requests.forEach(
        (key, request) ->
            lines.append("{\"key\":\"%s\",\"request\":\"%s\"}\n".formatted(key, request)));
    return postBatch(lines.toString());
  }

  public Response postBatch(String lines) {
    return given()
        .auth()
        .oauth2(token())
        .contentType("application/x-ndjson")
        .urlEncodingEnabled(false)
        .body(lines.getBytes(StandardCharsets.UTF_8))
        .post("/v1/releases:batch");
  }

  public Response postRelease(String key, String request) {
    return given()
        .auth()
        .oauth2(token())
        .contentType("application/json")
        .header("Idempotency-Key", key)
        .body(Map.of("request", request))
        .post("/v1/releases");
  }

  /** Posts JSON with the party's token. */
  public Response post(String path, Map<String, ?> body, String... parameters) {
    return postAs(token(), path, body, parameters);
  }

  /** Posts JSON with the token of one of the party's clerks. */
  public Response postAsClerk(String staff, String path, Map<String, ?> body) {
    String token =
        Tokens.claims(role)
            .audience("data-vault")
            .claim("party", party)
            .claim("staff", staff)
            .sign();
    return postAs(token, path, body);
  }

  /** Gets with the token of one of the party's clerks, who says these reasons in headers. */
  public Response getAsClerk(String staff, String path, Map<String, String> reasons) {
    String token =
        Tokens.claims(role)
            .audience("data-vault")
            .claim("party", party)
            .claim("staff", staff)
            .sign();
    return given().auth().oauth2(token).headers(reasons).get(path);
  }

  private static Response postAs(
      String token, String path, Map<String, ?> body, String... parameters) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .urlEncodingEnabled(false)
        .body(body)
        .post(path, (Object[]) parameters);
  }

  public Response get(String path) {
    return given().auth().oauth2(token()).get(path);
  }

  public Response resolve(String statement, List<Map<String, String>> identifiers) {
    return given()
        .auth()
        .oauth2(token())
        .contentType("application/json")
        .urlEncodingEnabled(false)
        .body(Map.of("statement", statement, "identifiers", identifiers))
        .post("/v1/subjects:resolve");
  }

  /** The token of one person, by ID card. */
  public String subject(String idCard) {
    return resolve(resolveStatement(), List.of(Map.of("scheme", "ID_CARD", "value", idCard)))
        .then()
        .statusCode(200)
        .extract()
        .path("subjects[0].subject");
  }

  public String resolveStatement() {
    return sign(new ResolveRequest(claims(), "CREDIT_REPORTING"));
  }

  /** The lines of an answer. */
  public static List<JsonObject> lines(Response response) {
    return response.asString().lines().map(PartyDesk::parse).toList();
  }

  public static JsonObject parse(String json) {
    try {
      return (JsonObject) CanonicalJson.parseMessage(json.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new AssertionError(json, e);
    }
  }

  public static String key() {
    return UUID.randomUUID().toString();
  }

  /** An ID card number that is nobody's, a new one each time. */
  public static String idCard() {
    return "XX"
        + EventId.draw(TestClock.get().millis(), RANDOM)
            .toString()
            .replace("-", "")
            .substring(0, 24);
  }

  /** A line about somebody. */
  public static String line(String idCard, String category, String more) {
    return """
    {"identifier":{"scheme":"ID_CARD","value":"%s"},"category":"%s","observedAt":"2026-03-01T08:00:00.000Z",\
    "source":"own order system","basis":{"kind":"CONSENT","ref":"con-1"},"fields":{"band":"B3"}%s}\
    """
        .formatted(idCard, category, more);
  }
}
