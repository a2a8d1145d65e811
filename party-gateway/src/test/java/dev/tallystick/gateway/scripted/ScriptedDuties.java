package dev.tallystick.gateway.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.scripted.ScriptedSuite.Refusal;
import dev.tallystick.party.DownstreamAnswer;
import dev.tallystick.party.Expected;
import dev.tallystick.party.ExplanationStatement;
import dev.tallystick.party.StopAnswer;
import dev.tallystick.party.TypedId;
import dev.tallystick.tlog.Hash;
import java.security.SecureRandom;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/** consent-service and data-vault, as far as a lender or platform speaks with them. Thread-safe. */
public final class ScriptedDuties {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private final ScriptedSuite suite;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, String> subjects = new ConcurrentHashMap<>();
  private final Map<String, JsonObject> told = new ConcurrentHashMap<>();
  private final Set<String> destroyed = new HashSet<>();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final Map<String, String> explained = new ConcurrentHashMap<>();
  private final Map<String, String> notices = new ConcurrentHashMap<>();
  private final Map<String, JsonObject> terms = new ConcurrentHashMap<>();
  private final Deque<RefusedAsk> refusedAsks = new ConcurrentLinkedDeque<>();

  private record RefusedAsk(Refusal refusal, Consumer<JsonObject> before) {}

  ScriptedDuties(ScriptedSuite suite) {
    this.suite = suite;
  }

  /** The token of the person with this identifier. */
  public String subject(String value) {
    return subjects.computeIfAbsent(value, any -> token());
  }

  private String token() {
    StringBuilder token = new StringBuilder("sub_");
    for (int i = 0; i < 25; i++) {
      token.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    return token.append('a').toString();
  }

  /** The next question to a person is refused, after this has been done with it. */
  public void refuseNextAsk(int status, String code, Consumer<JsonObject> before) {
    refusedAsks.add(new RefusedAsk(new Refusal(status, code), before));
  }

  /** The person says yes to what they were asked for last. */
  public String give(String subject, String purpose) {
    return give(subject, purpose, Objects.requireNonNull(notices.get(subject + purpose)));
  }

  /** The person says yes to a text; the showing of it has a notice's id of its own. */
  public String give(String subject, String purpose, String notice) {
    JsonObject shown = Objects.requireNonNull(terms.get(notice));
    String consent = TypedId.draw("con", suite.clock.millis(), random);
    JsonObject data =
        JsonObject.builder()
            .put("consent", consent)
            .put("version", 1)
            .put("kind", "QUERY")
            .put("discloser", ScriptedSuite.BUREAU)
            .put("recipient", ScriptedSuite.PARTY)
            .put("purpose", purpose)
            .put("categories", shown.getArray("categories"))
            .put("method", shown.getString("method"))
            .put("retention", shown.getString("retention"))
            .put("form", "WRITTEN")
            .put(
                "evidence",
                JsonObject.builder().put("digest", "0".repeat(64)).put("method", "WEB").build())
            .put(
                "notice",
                JsonObject.builder()
                    .put("id", TypedId.draw("ntc", suite.clock.millis(), random))
                    .put("textHash", Hash.sha256(shown.getString("text").getBytes(UTF_8)).hex())
                    .put("language", shown.getString("language"))
                    .build())
            .put("validFrom", suite.now())
            .put("validUntil", "2099-01-01T00:00:00.000Z")
            .put("jurisdiction", "CN")
            .put("channel", "SELF")
            .build();
    long unused = suite.log.append("consent.given", "consent-service", Optional.of(subject), data);
    return consent;
  }

  /** The person says no. */
  public void refuse(String subject, String purpose) {
    JsonObject data =
        JsonObject.builder()
            .put("kind", "QUERY")
            .put("discloser", ScriptedSuite.BUREAU)
            .put("recipient", ScriptedSuite.PARTY)
            .put("purpose", purpose)
            .put("channel", "SELF")
            .build();
    long unused =
        suite.log.append("consent.refused", "consent-service", Optional.of(subject), data);
  }

  /** The party is told of a change in what it got; by consent-service if a consent has ended. */
  public String notify(String subject, String release, String change) {
    String id = TypedId.draw("ntf", suite.clock.millis(), random);
    JsonObject data =
        JsonObject.builder()
            .put("notification", id)
            .put("from", ScriptedSuite.BUREAU)
            .put("to", ScriptedSuite.PARTY)
            .put("release", release)
            .put("change", change)
            .put("cause", "019cac33-c580-7e9a-be9f-ebd7343c67d9")
            .put("dueOn", "2030-01-31")
            .build();
    String source = change.equals("WITHDRAWN") ? "consent-service" : "data-vault";
    told.put(id, data.with(JsonObject.builder().put("subject", subject).build()));
    long unused = suite.log.append("downstream.notified", source, Optional.of(subject), data);
    return id;
  }

  /** A person objects. */
  public String object(String subject, String release) {
    String id = TypedId.draw("obj", suite.clock.millis(), random);
    JsonObject data =
        JsonObject.builder()
            .put("objection", id)
            .put("party", ScriptedSuite.PARTY)
            .put("releases", JsonArray.ofStrings(List.of(release)))
            .put("dueOn", "2030-01-31")
            .build();
    told.put(id, data.with(JsonObject.builder().put("subject", subject).build()));
    long unused = suite.log.append("objection.filed", "data-vault", Optional.of(subject), data);
    return id;
  }

  /** A person asks for a right. */
  public String askFor(String subject, String kind) {
    String id = TypedId.draw("rgt", suite.clock.millis(), random);
    JsonObject data =
        JsonObject.builder()
            .put("right", id)
            .put("kind", kind)
            .put("party", ScriptedSuite.PARTY)
            .put("by", "SELF")
            .put("dueOn", "2030-01-31")
            .build();
    told.put(id, data.with(JsonObject.builder().put("subject", subject).build()));
    long unused =
        suite.log.append("right.requested", "consent-service", Optional.of(subject), data);
    return id;
  }

  /** What the party has explained to a person, as it has signed it. */
  public String explained(String right) {
    return explained.getOrDefault(right, "");
  }

  private String granted(String id, JsonObject json) throws Exception {
    JsonObject asked = told.get(id);
    if (asked == null) {
      throw new Refusal(404, "RIGHT_UNKNOWN");
    }
    Optional<String> signed = json.findString("explanation");
    boolean isFulfilled = json.findString("reason").isEmpty();
    if (isFulfilled && asked.getString("kind").equals("EXPLANATION") != signed.isPresent()) {
      throw new Refusal(422, "RIGHT_EXPLANATION_MISMATCH");
    }
    if (signed.isPresent()) {
      explained.put(
          id,
          ExplanationStatement.verify(
                  signed.get(),
                  suite.signingKeys(ScriptedSuite.PARTY),
                  new Expected(ScriptedSuite.PARTY, "consent-service", suite.clock.instant()))
              .text());
    }
    if (!answered.add(id)) {
      throw new Refusal(409, "RIGHT_ANSWERED");
    }
    Optional<String> reason = json.findString("reason");
    JsonObject.Builder data =
        JsonObject.builder()
            .put("right", id)
            .put("kind", asked.getString("kind"))
            .put("party", ScriptedSuite.PARTY);
    if (reason.isPresent()) {
      data.put("reason", reason.get()).put("route", json.getString("route"));
    }
    long unused =
        suite.log.append(
            reason.isPresent() ? "right.refused" : "right.fulfilled",
            "consent-service",
            asked.findString("subject"),
            data.build());
    return "{}";
  }

  String answer(String path, JsonObject json) throws Exception {
    if (path.endsWith("/subjects:resolve")) {
      JsonObject person = (JsonObject) json.getArray("identifiers").get(0);
      return "{\"subjects\":[{\"subject\":\"" + subject(person.getString("value")) + "\"}]}";
    }
    if (path.endsWith("/notices")) {
      String notice = TypedId.draw("ntc", suite.clock.millis(), random);
      terms.put(notice, json);
      return "{\"notice\":\"" + notice + "\"}";
    }
    if (path.endsWith("/consent-requests")) {
      notices.put(json.getString("subject") + json.getString("purpose"), json.getString("notice"));
      RefusedAsk refused = refusedAsks.poll();
      if (refused != null) {
        refused.before().accept(json);
        throw refused.refusal();
      }
      return "{\"identifier\":\"crq_019cac33-c580-7e9a-be9f-ebd7343c67d7\"}";
    }
    if (path.endsWith("/destructions")) {
      return destroy(json);
    }
    if (path.endsWith("/fulfilment") || path.endsWith("/refusal")) {
      return granted(ScriptedSuite.segment(path), json);
    }
    if (path.endsWith("/answer")) {
      return answered(ScriptedSuite.segment(path), path, json);
    }
    throw new Refusal(404, "NOT_FOUND");
  }

  private synchronized String destroy(JsonObject json) throws Refusal {
    if (!destroyed.add(CanonicalJson.text(json.getArray("releases")))) {
      throw new Refusal(404, "RELEASE_NOT_HELD");
    }
    JsonObject data =
        JsonObject.builder()
            .put("party", ScriptedSuite.PARTY)
            .put("releases", json.getArray("releases"))
            .put("reason", json.getString("reason"))
            .put("certificate", json.getString("certificate"))
            .build();
    long index =
        suite.log.append(
            "data.destroyed", "consent-service", Optional.of(json.getString("subject")), data);
    return "{\"eventId\":\"" + suite.log.event(index).id() + "\"}";
  }

  private String answered(String id, String path, JsonObject json) throws Exception {
    JsonObject notice = told.get(id);
    if (notice == null) {
      throw new Refusal(404, "NOTICE_UNKNOWN");
    }
    if (path.contains("/objections/")) {
      return resolved(id, notice, json);
    }
    boolean isStop = path.contains("/stop-notices/");
    if (!answered.add(id)) {
      throw new Refusal(409, isStop ? "STOP_NOTICE_ANSWERED" : "NOTIFICATION_ANSWERED");
    }
    String jws = json.getString(isStop ? "signature" : "statement");
    Expected expected =
        new Expected(
            ScriptedSuite.PARTY, isStop ? "consent-service" : "data-vault", suite.clock.instant());
    String answer =
        isStop
            ? StopAnswer.verify(jws, suite.signingKeys(ScriptedSuite.PARTY), expected).answer()
            : DownstreamAnswer.verify(jws, suite.signingKeys(ScriptedSuite.PARTY), expected)
                .answer();
    JsonObject.Builder data =
        JsonObject.builder()
            .put("notification", id)
            .put("notified", "019cac33-c580-7e9a-be9f-ebd7343c67d9")
            .put("from", ScriptedSuite.BUREAU)
            .put("to", ScriptedSuite.PARTY)
            .put("answer", answer)
            .put("signature", jws);
    if (answer.equals("REFUSED")) {
      data.put("reason", "the law says so");
    }
    long unused =
        suite.log.append(
            "downstream.answered",
            isStop ? "consent-service" : "data-vault",
            notice.findString("subject"),
            data.build());
    return "{}";
  }

  /** The party answers a notice by another program. */
  public void answerElsewhere(String id, String answer) {
    answered.add(id);
    long unused =
        suite.log.append(
            "downstream.answered",
            "consent-service",
            Objects.requireNonNull(told.get(id)).findString("subject"),
            JsonObject.builder()
                .put("notification", id)
                .put("notified", "019cac33-c580-7e9a-be9f-ebd7343c67d9")
                .put("from", ScriptedSuite.BUREAU)
                .put("to", ScriptedSuite.PARTY)
                .put("answer", answer)
                .put("signature", "a.b.c")
                .build());
  }

  private String resolved(String id, JsonObject notice, JsonObject json) {
    JsonObject data =
        JsonObject.builder()
            .put("objection", id)
            .put("party", ScriptedSuite.PARTY)
            .put("outcome", json.getString("outcome"))
            .put("repliedAt", suite.now())
            .put("answerDigest", "0".repeat(64))
            .build();
    long unused =
        suite.log.append("objection.resolved", "data-vault", notice.findString("subject"), data);
    return "{}";
  }
}
