package dev.tallystick.gateway.scripted;

import dev.tallystick.events.Event;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.gateway.scripted.ScriptedSuite.Refusal;
import dev.tallystick.party.TypedId;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a bureau is told of decisions and loans: one decision for each inquiry, and a loan for each
 * key. Thread-safe.
 */
public final class ScriptedLending {
  private final ScriptedSuite suite;
  private final ScriptedFeeds feeds;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, JsonObject> decisions = new HashMap<>();
  private final Map<String, String> loansByKey = new HashMap<>();
  private final Map<String, JsonObject> loans = new LinkedHashMap<>();
  private final Deque<Refusal> refusals = new ArrayDeque<>();

  ScriptedLending(ScriptedSuite suite) {
    this.suite = suite;
    this.feeds = new ScriptedFeeds(suite);
  }

  /** What the bureau tells of loans by itself. */
  public ScriptedFeeds feeds() {
    return feeds;
  }

  synchronized void reset() {
    refusals.clear();
  }

  /** What is told next is refused. */
  public synchronized void refuseNext(int status, String code) {
    refusals.add(new Refusal(status, code));
  }

  synchronized String decide(JsonObject told) throws Refusal {
    refuse();
    String inquiry = told.getString("inquiry");
    JsonObject before = decisions.get(inquiry);
    if (before != null) {
      if (!before.getObject("told").equals(told)) {
        throw new Refusal(409, "DECISION_REPORTED");
      }
      return CanonicalJson.text(before.getObject("answer"));
    }
    Event sale = sale(told);
    String report = TypedId.draw("dcn", suite.clock.millis(), random);
    JsonObject data =
        told.with(
            JsonObject.builder()
                .put("report", report)
                .put("lender", ScriptedSuite.PARTY)
                .put("bureau", ScriptedSuite.BUREAU)
                .build());
    if (!inquiry.equals(sale.data().getString("inquiry"))) {
      throw new Refusal(422, "REPORTS_DIFFER");
    }
    JsonObject answer =
        logged("decision.reported", sale, data)
            .put("report", report)
            .put("inquiry", inquiry)
            .build();
    decisions.put(inquiry, JsonObject.builder().put("told", told).put("answer", answer).build());
    return CanonicalJson.text(answer);
  }

  synchronized String loans(
      String method, String path, Map<String, String> query, JsonObject told, String key)
      throws Refusal {
    refuse();
    if (method.equals("GET")) {
      return CanonicalJson.text(
          JsonObject.builder()
              .put("bureau", query.getOrDefault("bureau", ""))
              .put("loans", JsonArray.of(List.copyOf(loans.values())))
              .build());
    }
    return CanonicalJson.text(
        path.endsWith("/closure") ? close(ScriptedSuite.segment(path), told) : open(told, key));
  }

  private JsonObject open(JsonObject told, String key) throws Refusal {
    JsonObject known = loans.get(loansByKey.getOrDefault(key, ""));
    if (known != null) {
      return known;
    }
    Event sale = sale(told);
    String consent = ((JsonObject) sale.data().getArray("consents").get(0)).getString("id");
    if (!told.getString("consent").equals(consent)) {
      throw new Refusal(422, "LOAN_INVALID");
    }
    String loan = TypedId.draw("loan", suite.clock.millis(), random);
    JsonObject data =
        told.with(
            JsonObject.builder()
                .put("loan", loan)
                .put("lender", ScriptedSuite.PARTY)
                .put("bureau", ScriptedSuite.BUREAU)
                .build());
    JsonObject shown =
        logged("loan.opened", sale, data)
            .put("loan", loan)
            .put("bureau", ScriptedSuite.BUREAU)
            .put("state", "OPEN")
            .put("kind", told.getString("kind"))
            .put("openedOn", told.getString("openedOn"))
            .put("releases", told.getArray("releases"))
            .build();
    loansByKey.put(key, loan);
    loans.put(loan, shown);
    return shown;
  }

  private JsonObject close(String loan, JsonObject told) throws Refusal {
    JsonObject open = loans.get(loan);
    if (open == null) {
      throw new Refusal(404, "LOAN_UNKNOWN");
    }
    JsonObject data =
        told.with(
            JsonObject.builder().put("loan", loan).put("lender", ScriptedSuite.PARTY).build());
    long unused =
        suite.log.append("loan.closed", "bureau-service", sale(open).body().subject(), data);
    JsonObject closed =
        open.without(Set.of("state"))
            .with(
                JsonObject.builder()
                    .put("state", "CLOSED")
                    .put("closedOn", told.getString("closedOn"))
                    .build());
    loans.put(loan, closed);
    return closed;
  }

  private JsonObject.Builder logged(String type, Event sale, JsonObject data) {
    long index = suite.log.append(type, "bureau-service", sale.body().subject(), data);
    return JsonObject.builder()
        .put("eventId", suite.log.event(index).id().toString())
        .put("index", index);
  }

  /** The sale of the first report that is named. */
  private Event sale(JsonObject told) throws Refusal {
    String release = ((JsonString) told.getArray("releases").get(0)).value();
    Optional<Event> sale =
        suite.log.events("data.released").stream()
            .filter(event -> event.id().toString().equals(release))
            .findFirst();
    return sale.orElseThrow(() -> new Refusal(404, "REPORT_UNKNOWN"));
  }

  private void refuse() throws Refusal {
    Refusal refusal = refusals.poll();
    if (refusal != null) {
      throw refusal;
    }
  }
}
