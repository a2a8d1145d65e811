package dev.tallystick.audit;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.events.EntryHash;
import dev.tallystick.events.Event;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.SignedNote;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The log's API as its callers use it. */
final class LogApi {
  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";

  /** Signing a token takes longer than using it. */
  private static final Map<String, String> SERVICES = new ConcurrentHashMap<>();

  static final String CONSENT_SERVICE = service("consent-service");

  private LogApi() {}

  static String service(String client) {
    return SERVICES.computeIfAbsent(
        client,
        name -> Tokens.claims("service").audience("audit-service").claim("azp", name).sign());
  }

  static String auditor(String scope) {
    return Tokens.claims("auditor").audience("audit-service").claim("audit_scope", scope).sign();
  }

  static Response append(byte[] event) {
    return appendAs("consent-service", event);
  }

  static Response appendAs(String client, byte[] event) {
    return given().auth().oauth2(service(client)).contentType(JSON).body(event).post("/v1/entries");
  }

  /** Appends in one request, a line each. */
  static Response appendBatch(String token, List<byte[]> events) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (byte[] event : events) {
      lines.writeBytes(event);
      lines.write('\n');
    }
    return given()
        .auth()
        .oauth2(token)
        .contentType(NDJSON)
        .body(lines.toByteArray())
        .post("/v1/entries");
  }

  static NoteVerifier log() throws Exception {
    return NoteVerifier.parse(given().get("/log/vkey").asString().trim());
  }

  static void assertProved(byte[] request, Map<String, Object> answer) throws Exception {
    Event event = Event.parse(request);
    SignedNote note = SignedNote.parse(text(answer, "checkpoint"));
    Checkpoint checkpoint = Checkpoint.parse(note.verify(log()).text());
    Hash entry = EntryHash.entry(number(answer, "recordedMillis"), event.hashes());
    List<Hash> path = new ArrayList<>();
    ((List<?>) Objects.requireNonNull(answer.get("inclusionProof")))
        .forEach(hash -> path.add(Hash.fromBase64((String) hash)));
    InclusionProof proof = new InclusionProof(number(answer, "index"), path);
    assertThat(answer).containsEntry("eventId", event.id().toString());
    assertThat(proof.proves(Merkle.leafHash(entry), checkpoint)).isTrue();
  }

  static String text(Map<String, Object> answer, String name) {
    return (String) Objects.requireNonNull(answer.get(name));
  }

  static long number(Map<String, Object> answer, String name) {
    return ((Number) Objects.requireNonNull(answer.get(name))).longValue();
  }

  static void assertProblem(Response response, int status, String code) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(response.jsonPath().getString("code")).isEqualTo(code);
  }

  /** A token of an account of a party. */
  static String party(String role, String party) {
    return Tokens.claims(role).audience("audit-service").claim("party", party).sign();
  }

  /** A token of a person. */
  static String citizen(String subject) {
    return Tokens.claims("citizen").audience("audit-service").claim("subject", subject).sign();
  }

  /** Asks until the index covers the log up to {@code size}. */
  static void awaitIndex(long size) {
    String token = party("regulator", "the-authority");
    await("the index")
        .atMost(60, SECONDS)
        .until(
            () ->
                given().auth().oauth2(token).get("/v1/orphans?limit=1").jsonPath().getLong("size")
                    >= size);
  }
}
