package dev.tallystick.tally.market;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.receipt.Opening;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lineage answers about a market's log, as audit-service gives them to an auditor of everything.
 */
public final class MarketLineage {
  private static final List<String> COPIED =
      List.of(
          "release",
          "step",
          "from",
          "to",
          "purpose",
          "endPurpose",
          "payloadDigest",
          "product",
          "fee",
          "parents");

  private final MarketLog log;
  private final Map<String, JsonObject> releases = new LinkedHashMap<>();
  private final Map<String, JsonObject> deposits = new LinkedHashMap<>();
  private final Map<String, Set<String>> consents = new TreeMap<>();

  /** Of this log as it is now. */
  public MarketLineage(MarketLog log) {
    this.log = log;
    for (int index = 0; index < log.size(); index++) {
      Opening opening = log.opening(index);
      String type = opening.stub().value().orElseThrow().getString("type");
      JsonObject body = opening.body().value().orElse(JsonObject.EMPTY);
      switch (type) {
        case "dev.tallystick.data.released.v1" -> release(index, opening, body);
        case "dev.tallystick.data.received.v1" ->
            end(index, "acknowledged", body.getObject("data").getString("release"));
        case "dev.tallystick.records.deposited.v1" -> deposit(index, body);
        default -> {}
      }
    }
  }

  private JsonObject.Builder begun(long index, JsonObject body) {
    return JsonObject.builder()
        .put("event", body.getString("id"))
        .put("index", index)
        .put("recordedAt", Timestamps.format(log.opening(index).recordedMillis()));
  }

  private void release(long index, Opening opening, JsonObject body) {
    JsonObject data = body.getObject("data");
    JsonObject.Builder release = begun(index, body).put("entry", opening.entry().hex());
    for (String name : COPIED) {
      data.find(name).ifPresent(value -> release.put(name, value));
    }
    Set<String> named = new TreeSet<>();
    opening.internal().value().flatMap(internal -> internal.findArray("deposits")).stream()
        .flatMap(groups -> groups.items().stream())
        .flatMap(group -> ((JsonObject) group).getArray("events").items().stream())
        .forEach(event -> named.add(((JsonString) event).value()));
    if (!named.isEmpty()) {
      release.put("deposits", JsonArray.ofStrings(List.copyOf(named)));
    }
    releases.put(body.getString("id"), release.build());
    for (JsonValue consent : data.getArray("consents").items()) {
      consents
          .computeIfAbsent(((JsonObject) consent).getString("id"), id -> new TreeSet<>())
          .add(body.getString("id"));
    }
  }

  private void end(long index, String how, String release) {
    JsonObject body = log.opening(index).body().value().orElseThrow();
    JsonObject ended = JsonObject.builder().put(how, begun(index, body).build()).build();
    releases.computeIfPresent(release, (id, known) -> known.with(ended));
  }

  private void deposit(long index, JsonObject body) {
    JsonObject data = body.getObject("data");
    deposits.put(
        body.getString("id"),
        begun(index, body)
            .put("chunk", data.getString("chunk"))
            .put("from", data.getString("provider"))
            .build());
  }

  /** The answer of {@code GET /v1/lineage/{id}} about the release of an entry. */
  public JsonObject ofRelease(long index) {
    String event = log.opening(index).body().value().orElseThrow().getString("id");
    JsonObject start = known(event);
    Map<String, Integer> up = new LinkedHashMap<>();
    List<String> generation = List.of(event);
    for (int distance = 1; !generation.isEmpty(); distance++) {
      List<String> next =
          generation.stream().flatMap(child -> names(known(child), "parents")).distinct().toList();
      for (String parent : next) {
        up.putIfAbsent(parent, distance);
      }
      generation = next;
    }
    Map<String, Integer> down = new LinkedHashMap<>();
    generation = List.of(event);
    for (int distance = 1; !generation.isEmpty(); distance++) {
      List<String> parents = generation;
      List<String> next =
          releases.keySet().stream()
              .filter(child -> names(known(child), "parents").anyMatch(parents::contains))
              .toList();
      for (String child : next) {
        down.putIfAbsent(child, distance);
      }
      generation = next;
    }
    Map<String, Integer> from = new LinkedHashMap<>();
    names(start, "deposits").forEach(deposit -> from.put(deposit, 1));
    up.forEach(
        (parent, distance) ->
            names(known(parent), "deposits")
                .forEach(deposit -> from.putIfAbsent(deposit, distance + 1)));
    return JsonObject.builder()
        .put("size", log.size())
        .put("release", start)
        .put("up", at(up, releases))
        .put("deposits", at(from, deposits))
        .put("down", at(down, releases))
        .put("acknowledged", start.has("acknowledged"))
        .build();
  }

  /** The answer of {@code POST /v1/lineage} about a consent, down. */
  public JsonObject ofConsent(String consent) {
    Map<String, Integer> found = new LinkedHashMap<>();
    consents.getOrDefault(consent, Set.of()).forEach(release -> found.put(release, 0));
    boolean isGrowing = true;
    while (isGrowing) {
      isGrowing = false;
      for (String release : releases.keySet()) {
        Optional<Integer> parent =
            names(known(release), "parents")
                .filter(found::containsKey)
                .map(found::get)
                .min(Integer::compare);
        if (parent.isPresent() && !found.containsKey(release)) {
          found.put(release, parent.get() + 1);
          isGrowing = true;
        }
      }
    }
    Map<String, Integer> from = new LinkedHashMap<>();
    found
        .keySet()
        .forEach(release -> names(known(release), "deposits").forEach(id -> from.put(id, 0)));
    List<JsonObject> listed =
        from.keySet().stream()
            .map(id -> Optional.ofNullable(deposits.get(id)).orElseThrow())
            .toList();
    JsonObject.Builder steps = JsonObject.builder();
    found.keySet().stream()
        .collect(
            Collectors.groupingBy(
                release -> known(release).getString("step"), TreeMap::new, Collectors.counting()))
        .forEach(steps::put);
    long acknowledged =
        found.keySet().stream().filter(release -> known(release).has("acknowledged")).count();
    return JsonObject.builder()
        .put("size", log.size())
        .put("complete", true)
        .put(
            "counts",
            JsonObject.builder()
                .put("releases", found.size())
                .put("steps", steps.build())
                .put("deposits", listed.size())
                .put("acknowledged", acknowledged)
                .put("people", 1)
                .build())
        .put("sources", JsonArray.of(List.of()))
        .put("holders", JsonArray.of(List.of()))
        .put("deposits", JsonArray.of(listed))
        .put("releases", at(found, releases))
        .build();
  }

  private JsonObject known(String release) {
    return Optional.ofNullable(releases.get(release)).orElseThrow();
  }

  private static Stream<String> names(JsonObject release, String list) {
    return release.findArray(list).stream()
        .flatMap(array -> array.items().stream())
        .map(item -> ((JsonString) item).value());
  }

  private static JsonArray at(Map<String, Integer> distances, Map<String, JsonObject> known) {
    List<JsonObject> found = new ArrayList<>();
    distances.forEach(
        (event, distance) ->
            found.add(
                Optional.ofNullable(known.get(event))
                    .orElseThrow()
                    .with(JsonObject.builder().put("distance", distance).build())));
    return JsonArray.of(found);
  }
}
