package dev.tallystick.audit;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Seed;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.SigningKey;
import dev.tallystick.tlog.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Releases of invented people's data, each with a decision that permits it, or one that a test has
 * changed.
 */
public final class TestReleases {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock;
  private final SigningKey decisionKey;

  /** Releases whose decisions are signed with {@code decisionKey}. */
  public TestReleases(Clock clock, SigningKey decisionKey) {
    this.clock = clock;
    this.decisionKey = decisionKey;
  }

  /** A new id with this prefix. */
  public String id(String prefix) {
    return prefix + "_" + EventId.draw(clock.millis(), RANDOM);
  }

  /** From a platform to a bureau. */
  public Draft release1(String subject, String from, String to) {
    Draft draft = new Draft("data-vault", subject, from, to, "RELEASE_1");
    draft.data("purpose", text("CREDIT_REPORTING_SUPPLY"));
    draft.data("endPurpose", text("LOAN_APPROVAL"));
    draft.data("agreement", text(id("agr")));
    draft.internal.put("request", text(request()));
    draft.internal.put("endUser", text("bank-riverside"));
    return draft;
  }

  /** From a bureau to a lender, made from {@code parents}. */
  public Draft release2(String subject, String from, String to, EventId... parents) {
    return sale(new Sold(id("prd"), 100), subject, from, to, parents);
  }

  /** What is sold, and for how much. */
  record Sold(String product, long amount) {}

  /** A release of this product from a bureau to a lender. */
  Draft sale(Sold sold, String subject, String from, String to, EventId... parents) {
    Draft draft = new Draft("bureau-service", subject, from, to, "RELEASE_2");
    String product = sold.product;
    draft.data("purpose", text("LOAN_APPROVAL"));
    draft.data("product", text(product));
    draft.data(
        "model",
        JsonObject.builder()
            .put("name", "basket-score")
            .put("version", "2")
            .put("manifest", "ab".repeat(32))
            .build());
    draft.data("modelOwner", text("shop-valley"));
    draft.data("endUser", text(to));
    draft.data("inquiry", text(id("inq")));
    draft.data("request", text(request()));
    draft.data("sellerSignature", text(request()));
    draft.data(
        "fee",
        JsonObject.builder()
            .put("amount", sold.amount)
            .put("currency", "CNY")
            .put("tariff", id("trf"))
            .put("line", "score-small")
            .build());
    draft.parents(parents);
    String charge =
        "charge/%s/%s/%s/%s"
            .formatted(
                EventLabels.ofParty(from).hex(),
                EventLabels.ofParty(to).hex(),
                EventLabels.ofSubject(subject).hex(),
                product);
    draft.guards.put(charge, 0L);
    draft.advances.add(charge);
    return draft;
  }

  /** From a lender to another one, made from {@code parents}. */
  public Draft onward(String subject, String from, String to, EventId... parents) {
    return handover("ONWARD", subject, from, to).parents(parents);
  }

  /** From a platform to a lender, past the bureaus. */
  Draft direct(String subject, String from, String to) {
    return handover("RELEASE", subject, from, to);
  }

  private Draft handover(String step, String subject, String from, String to) {
    Draft draft = new Draft("data-vault", subject, from, to, step);
    draft.data("purpose", text("LOAN_APPROVAL"));
    draft.data("request", text(request()));
    draft.data("sellerSignature", text(request()));
    return draft;
  }

  private static String request() {
    return Jws.sign(
        SigningKey.draw(), "inquiry+jws", "{\"test\":true}".getBytes(StandardCharsets.US_ASCII));
  }

  /** A text of the event model. */
  public static JsonValue text(String value) {
    return JsonString.of(value);
  }

  /** A release in the making, and the decision on it. */
  public final class Draft {
    private final String source;
    private final EventId event = EventId.draw(clock.millis(), RANDOM);
    private final Map<String, JsonValue> data = new TreeMap<>();
    private final Map<String, @Nullable JsonValue> changed = new HashMap<>();
    final Map<String, JsonValue> internal = new TreeMap<>();
    final Map<String, Long> guards = new LinkedHashMap<>();
    final List<String> advances = new ArrayList<>();
    private String subject;
    private SigningKey signer = decisionKey;
    private boolean isStripped;

    private Draft(String source, String subject, String from, String to, String step) {
      this.source = source;
      this.subject = subject;
      data("step", text(step));
      data("release", text(id("rel")));
      data("from", text(from));
      data("to", text(to));
      data("categories", JsonArray.ofStrings(List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE")));
      data(
          "consents",
          JsonArray.of(
              List.of(JsonObject.builder().put("id", id("con")).put("version", 1).build())));
      data("recordCount", new JsonInteger(3));
      data("recordsRoot", text(digest("records")));
      data("payloadDigest", text(digest("payload" + event)));
      data("jweDigest", text(digest("jwe")));
      data("recipientKey", text("1Ec2oWsdfFPxCt3etn4Yp1fs3dnKfP3erThunWBoWv0"));
      guards.put("freeze/" + EventLabels.ofSubject(subject).hex(), 0L);
    }

    /** The id of the event, drawn with the draft. */
    public EventId event() {
      return event;
    }

    /** What the release says. */
    public Draft data(String name, JsonValue value) {
      data.put(name, value);
      return this;
    }

    /** A value that the release says. */
    public String value(String name) {
      return ((JsonString) data.getOrDefault(name, text(""))).value();
    }

    /** The releases that it was made from. */
    public Draft parents(EventId... parents) {
      List<String> ids = new ArrayList<>();
      for (EventId parent : parents) {
        ids.add(parent.toString());
      }
      return data("parents", JsonArray.ofStrings(ids.stream().sorted().toList()));
    }

    /** The deposits that its records came in. */
    public Draft deposits(EventId... deposits) {
      List<String> ids = new ArrayList<>();
      for (EventId deposit : deposits) {
        ids.add(deposit.toString());
      }
      internal.put(
          "deposits",
          JsonArray.of(
              List.of(
                  JsonObject.builder()
                      .put("events", JsonArray.ofStrings(ids.stream().sorted().toList()))
                      .build())));
      return this;
    }

    /** The consent that it rests on. */
    public Draft consent(String consent) {
      return data(
          "consents",
          JsonArray.of(List.of(JsonObject.builder().put("id", consent).put("version", 1).build())));
    }

    /** Makes the decision say something else than the release; null takes the member out. */
    public Draft decisionSays(String name, @Nullable JsonValue value) {
      changed.put(name, value);
      return this;
    }

    /** The release keeps silent of what the decision says. */
    public Draft silentOf(String name) {
      changed.put(name, data.remove(name));
      return this;
    }

    /** Has the decision signed by another key. */
    public Draft signedBy(SigningKey key) {
      signer = key;
      return this;
    }

    /** Rests on nothing, whatever the decision says. */
    public Draft withoutGuards() {
      isStripped = true;
      return this;
    }

    /** The release is about somebody else than the decision. */
    public Draft about(String other) {
      decisionSays("subject", text(subject));
      decisionSays("guards", guardsJson());
      subject = other;
      return this;
    }

    /** The decision, signed. */
    public String decision() {
      JsonObject.Builder claims = JsonObject.builder();
      Map<String, JsonValue> said = new TreeMap<>(data);
      List.of(
              "release",
              "recordCount",
              "recordsRoot",
              "payloadDigest",
              "jweDigest",
              "request",
              "sellerSignature",
              "decision")
          .forEach(said::remove);
      said.put("v", new JsonInteger(1));
      said.put("decision", text(id("dec")));
      said.put("iss", text("consent-service"));
      said.put("outcome", text("PERMIT"));
      said.put("dryRun", JsonBoolean.of(false));
      said.put("subject", text(subject));
      said.put("notBefore", text(Timestamps.format(clock.millis() - 1000)));
      said.put("notAfter", text(Timestamps.format(clock.millis() + 60_000)));
      JsonValue request = internal.getOrDefault("request", data.getOrDefault("request", text("")));
      said.put("requestDigest", text(digest(((JsonString) request).value())));
      said.put("guards", guardsJson());
      if (!advances.isEmpty()) {
        said.put("advances", JsonArray.ofStrings(advances));
      }
      changed.forEach(
          (name, value) -> {
            said.remove(name);
            if (value != null) {
              said.put(name, value);
            }
          });
      said.forEach(claims::put);
      return Jws.sign(signer, "decision+jws", CanonicalJson.bytes(claims.build()));
    }

    private JsonValue guardsJson() {
      return JsonArray.of(
          new TreeMap<>(guards)
              .entrySet().stream()
                  .map(
                      guard ->
                          JsonObject.builder()
                              .put("key", guard.getKey())
                              .put("version", guard.getValue())
                              .build())
                  .toList());
    }

    /** The release with its decision, as an event. */
    public Event build() {
      boolean isFirst = "RELEASE_1".equals(value("step"));
      if (isFirst) {
        internal.putIfAbsent("decision", text(decision()));
      } else {
        data.putIfAbsent("decision", text(decision()));
      }
      Body body =
          new Body(event, source, clock.millis(), Optional.of(subject), JsonObject.of(data));
      try {
        return Event.of(
            Seed.draw(RANDOM),
            Event.stubFor(
                EventTypes.get("data.released"),
                body,
                isStripped ? Map.of() : guards,
                isStripped ? List.of() : advances),
            body,
            isFirst ? Optional.of(JsonObject.of(internal)) : Optional.empty());
      } catch (InvalidEventException e) {
        throw new AssertionError(e);
      }
    }

    /** The append request. */
    public byte[] request() {
      return build().toRequestJson();
    }
  }

  private static String digest(String text) {
    return Hash.sha256(text.getBytes(StandardCharsets.US_ASCII)).hex();
  }
}
