package dev.tallystick.gateway.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.TypedId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Feeds of a bureau: one for each standing inquiry, read by one cursor. Thread-safe. */
public final class ScriptedFeeds {
  private final ScriptedSuite suite;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, JsonObject> begun = new HashMap<>();
  private final Map<String, InquiryRequest> feeds = new HashMap<>();
  private final List<JsonObject> items = new ArrayList<>();

  ScriptedFeeds(ScriptedSuite suite) {
    this.suite = suite;
  }

  synchronized String answer(String path, Map<String, String> query, JsonObject body, String key)
      throws Exception {
    return path.endsWith("/feeds")
        ? begin(body, key)
        : page(Long.parseLong(query.getOrDefault("after", "0")));
  }

  private String begin(JsonObject body, String key) throws Exception {
    JsonObject known = begun.get(key);
    if (known != null) {
      if (!known.getString("request").equals(body.getString("request"))) {
        throw new ScriptedSuite.Refusal(409, "IDEMPOTENCY_KEY_REUSED");
      }
      return CanonicalJson.text(known);
    }
    InquiryRequest standing =
        InquiryRequest.verifyStanding(
            body.getString("request"),
            suite.signingKeys(ScriptedSuite.PARTY),
            new Expected(ScriptedSuite.PARTY, ScriptedSuite.BUREAU, suite.clock.instant()));
    String feed = TypedId.draw("fed", suite.clock.millis(), random);
    feeds.put(feed, standing);
    JsonObject answer =
        JsonObject.builder()
            .put("feed", feed)
            .put("state", "ACTIVE")
            .put("request", body.getString("request"))
            .build();
    begun.put(key, answer);
    return CanonicalJson.text(answer);
  }

  /** Something has changed: a report on the loan is sold; returns the item. */
  public synchronized String change(String feed) throws Exception {
    JsonObject report = suite.sales().sellOn(standing(feed));
    return add(
        feed,
        JsonObject.builder()
            .put("kind", "REPORT")
            .put("state", "READY")
            .put("changes", 1)
            .put("report", report));
  }

  /** The feed has ended. */
  public synchronized void end(String feed, String reason, long index) {
    String unused =
        add(
            feed,
            JsonObject.builder().put("kind", "END").put("reason", reason).put("index", index));
  }

  private InquiryRequest standing(String feed) {
    return Objects.requireNonNull(feeds.get(feed));
  }

  private String add(String feed, JsonObject.Builder item) {
    String id = TypedId.draw("itm", suite.clock.millis(), random);
    items.add(
        item.put("cursor", items.size() + 1L)
            .put("item", id)
            .put("feed", feed)
            .put("loan", standing(feed).purposeObject().orElseThrow().ref())
            .build());
    return id;
  }

  private String page(long after) {
    List<JsonObject> found =
        items.stream().filter(item -> item.getInteger("cursor") > after).limit(2).toList();
    long next = found.isEmpty() ? after : found.get(found.size() - 1).getInteger("cursor");
    return new String(
        CanonicalJson.messageBytes(
            JsonObject.builder()
                .put("bureau", ScriptedSuite.BUREAU)
                .put("items", JsonArray.of(found))
                .put("next", next)
                .build()),
        UTF_8);
  }
}
