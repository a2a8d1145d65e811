package dev.tallystick.system.replicas;

import dev.tallystick.bench.decision.Market;
import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.Seed;
import dev.tallystick.events.append.AppendClient;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Asks whether a platform may give the bureau its records, and puts what is permitted into the log
 * a little later, as data-vault does: by then anything may have moved. One thread's.
 */
final class Vault {
  private static final String DIGEST =
      "5f1d3c0a9b8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a392817065f4e";

  private final Market market;
  private final String token;
  private final AppendClient log;
  private final Random random;

  Vault(Market market, String token, AppendClient log, Random random) {
    this.market = market;
    this.token = token;
    this.log = log;
    this.random = random;
  }

  /** Says what came of it: RELEASED, a refusal's code, or the log's. */
  String release(URI replica, String subject) throws Exception {
    String inquiry = id("inq");
    JsonObject question = market.question(Market.platform(0), subject, inquiry, Instant.now());
    Call.Answer answer = Call.post(replica, token, "/v1/decisions", question);
    if (!answer.isDone() || !answer.json().getString("outcome").equals("PERMIT")) {
      return answer.code();
    }
    String decision = answer.json().getString("decision");
    // The subject: what is decided and what is logged are some time apart.
    Thread.sleep(random.nextInt(250));
    Event event = released(question, decision, claims(decision));
    try {
      var unused = log.appendAndWait(event);
      return "RELEASED";
    } catch (AppendRefusedException e) {
      return e.code();
    } catch (LogUnavailableException e) {
      return "LOG_AWAY";
    }
  }

  private static JsonObject claims(String jws) throws Exception {
    byte[] payload = Base64.getUrlDecoder().decode(jws.split("\\.", -1)[1]);
    return (JsonObject) CanonicalJson.parse(payload);
  }

  private Event released(JsonObject question, String decision, JsonObject claims) throws Exception {
    JsonObject.Builder data =
        JsonObject.builder()
            .put("step", "RELEASE_1")
            .put("release", id("rel"))
            .put("recordCount", 1)
            .put("recordsRoot", DIGEST)
            .put("payloadDigest", DIGEST)
            .put("jweDigest", DIGEST);
    for (String name :
        List.of(
            "from",
            "to",
            "purpose",
            "endPurpose",
            "consents",
            "categories",
            "omitted",
            "recipientKey",
            "agreement")) {
      claims.find(name).ifPresent(value -> data.put(name, value));
    }
    JsonObject internal =
        JsonObject.builder()
            .put("endUser", question.getString("endUser"))
            .put("inquiry", question.getString("inquiry"))
            .put("request", question.getString("request"))
            .put("decision", decision)
            .build();
    EventType type = EventTypes.get("data.released");
    Body body =
        new Body(
            EventId.draw(System.currentTimeMillis(), random),
            "data-vault",
            System.currentTimeMillis(),
            claims.findString("subject"),
            data.build());
    byte[] seed = new byte[Seed.SIZE];
    random.nextBytes(seed);
    return Event.of(
        Seed.copyOf(seed),
        Event.stubFor(type, body, guards(claims), advances(claims)),
        body,
        Optional.of(internal));
  }

  private static Map<String, Long> guards(JsonObject claims) {
    Map<String, Long> guards = new HashMap<>();
    for (JsonValue item : claims.getArray("guards").items()) {
      JsonObject guard = (JsonObject) item;
      guards.put(guard.getString("key"), guard.getInteger("version"));
    }
    return guards;
  }

  private static List<String> advances(JsonObject claims) {
    List<String> advances = new ArrayList<>();
    claims
        .findArray("advances")
        .map(JsonArray::items)
        .orElse(List.of())
        .forEach(key -> advances.add(((JsonString) key).value()));
    return advances;
  }

  private String id(String prefix) {
    return prefix + "_" + EventId.draw(System.currentTimeMillis(), random);
  }
}
