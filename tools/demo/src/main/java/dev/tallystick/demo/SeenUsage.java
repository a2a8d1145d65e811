package dev.tallystick.demo;

import static dev.tallystick.demo.StepDiffersException.check;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a person sees of the uses of their data, newest first. */
record SeenUsage(List<JsonObject> bodies, long size) {
  private static final int TRIES = 120;
  private static final long PAUSE_MILLIS = 250;

  /** The list, when it has that event; the index follows the log within a second. */
  static SeenUsage awaiting(RunningSuite suite, Protagonist person, Optional<String> event)
      throws IOException, InterruptedException, StepDiffersException {
    String wanted = event.orElse("");
    for (int i = 0; i < TRIES; i++) {
      SeenUsage usage = of(suite, person);
      if (usage.bodies.stream().anyMatch(body -> body.getString("id").equals(wanted))) {
        return usage;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new StepDiffersException("the person's list does not show event " + wanted);
  }

  /** The list as it is now. */
  static SeenUsage of(RunningSuite suite, Protagonist person)
      throws IOException, InterruptedException, StepDiffersException {
    List<JsonObject> bodies = new ArrayList<>();
    String query = "?limit=100";
    long size = 0;
    while (true) {
      URI uri = suite.endpoints().audit("/v1/me/usage" + query);
      JsonObject page;
      try {
        page = suite.as(person.name()).get(uri);
      } catch (RefusedException e) {
        throw new StepDiffersException("the person's list is refused: " + e.getMessage());
      }
      size = coveredSize(page).orElse(size);
      for (JsonObject entry : objects(page, "entries")) {
        entry
            .findObject("opening")
            .flatMap(opening -> opening.findObject("body"))
            .flatMap(body -> body.findObject("value"))
            .ifPresent(bodies::add);
      }
      Optional<String> next = page.findString("next");
      if (next.isEmpty()) {
        return new SeenUsage(bodies, size);
      }
      query = "?limit=100&cursor=" + next.get();
    }
  }

  /** Up to which log size the page is complete. */
  private static Optional<Long> coveredSize(JsonObject page) {
    return page.findObject("indexRoot")
        .flatMap(root -> root.findObject("opening"))
        .flatMap(opening -> opening.findObject("body"))
        .flatMap(body -> body.findObject("value"))
        .flatMap(value -> value.findObject("data"))
        .flatMap(IndexRoot::find)
        .map(IndexRoot::coveredSize);
  }

  /** The event by which a release from that party was denied with that code. */
  String denial(String from, String code) throws StepDiffersException {
    return bodies.stream()
        .filter(body -> body.getObject("data").findString("code").equals(Optional.of(code)))
        .filter(body -> body.getObject("data").findString("from").equals(Optional.of(from)))
        .map(body -> body.getString("id"))
        .findFirst()
        .orElseThrow(() -> new StepDiffersException("the person's list has no denial of " + from));
  }

  /** How many releases there are. */
  long releases() {
    return data().stream().filter(SeenUsage::isRelease).count();
  }

  /**
   * Checks that a refusal stands here once.
   *
   * @param to who asked for the data
   * @param event the entry that the refusal names
   */
  void checkDeniedOnce(String to, Optional<String> event) throws StepDiffersException {
    List<String> denials =
        bodies.stream()
            .filter(body -> body.getObject("data").has("code"))
            .filter(body -> body.getObject("data").findString("to").equals(Optional.of(to)))
            .map(body -> body.getString("id"))
            .toList();
    check(
        denials.equals(event.stream().toList()),
        "the refusal of %s stands as %s".formatted(to, denials));
  }

  /** Each sale with its price, and how often something was refused for which reason. */
  String told(long price) throws StepDiffersException {
    List<JsonObject> sales = data().stream().filter(data -> data.has("fee")).toList();
    Map<String, Long> refusals = new TreeMap<>();
    for (JsonObject data : data()) {
      // The entry that closes a minute tells how many there were besides the first.
      long times = data.findInteger("repeats").orElse(1L);
      data.findString("code").ifPresent(code -> refusals.merge(code, times, Long::sum));
    }
    check(sales.size() == 2, "there are " + sales.size() + " sales");
    check(
        sales.stream().mapToLong(SeenUsage::fee).sum() == price, "the sales cost " + prices(sales));
    check(
        refusals.keySet().stream().anyMatch(code -> code.startsWith("DIRECT_PROVISION")),
        "the direct sale is not among the refusals");
    return "%d uses up to log size %d: %s; %d releases; refused: %s"
        .formatted(bodies.size(), size, prices(sales), releases(), counts(refusals));
  }

  private static String prices(List<JsonObject> sales) {
    return sales.stream()
        .map(sale -> "sale to %s for %d fen".formatted(sale.getString("to"), fee(sale)))
        .collect(Collectors.joining(", "));
  }

  private static String counts(Map<String, Long> refusals) {
    return refusals.entrySet().stream()
        .map(refusal -> refusal.getValue() + " " + refusal.getKey())
        .collect(Collectors.joining(", "));
  }

  private static long fee(JsonObject sale) {
    return sale.getObject("fee").getInteger("amount");
  }

  private List<JsonObject> data() {
    return bodies.stream().map(body -> body.getObject("data")).toList();
  }

  private static boolean isRelease(JsonObject data) {
    return data.has("jweDigest");
  }

  static List<JsonObject> objects(JsonObject json, String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (JsonValue item : json.findArray(name).map(JsonArray::items).orElse(List.of())) {
      if (item instanceof JsonObject object) {
        objects.add(object);
      }
    }
    return objects;
  }
}
