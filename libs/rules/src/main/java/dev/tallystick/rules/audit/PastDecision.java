package dev.tallystick.rules.audit;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.rules.DecisionRequest;
import dev.tallystick.rules.InvalidRequestException;
import dev.tallystick.rules.Replay;
import dev.tallystick.rules.Step;
import dev.tallystick.rules.state.LoggedEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A decision as its entry tells it: a release, or a refusal by the rules.
 *
 * @param permit whether something was released
 * @param claims what was signed, as far as it may be read
 * @param request what had been asked; empty if the entry does not tell enough
 * @param repeats how many refusals the entry stands for
 * @param first of an entry that counts repeats: the refusal that they repeat
 */
public record PastDecision(
    boolean permit,
    Optional<JsonObject> claims,
    Optional<DecisionRequest> request,
    Optional<String> ruleId,
    JsonObject data,
    long repeats,
    Optional<String> first) {
  private static final String RELEASED = "dev.tallystick.data.released.v1";
  private static final String DENIED = "dev.tallystick.data.denied.v1";
  private static final Set<String> STEPS =
      Set.of("DEPOSIT", "RELEASE_1", "RELEASE_2", "RELEASE", "ONWARD");
  private static final List<String> COPIED =
      List.of(
          "step",
          "from",
          "to",
          "purpose",
          "endPurpose",
          "purposeObject",
          "endUser",
          "inquiry",
          "product");

  /** Reads an entry; empty if it is neither a release nor a refusal by the rules. */
  public static Optional<PastDecision> of(
      LoggedEvent event, Optional<JsonObject> internal, SignedClaims reader) {
    boolean permit = event.stub().type().equals(RELEASED);
    JsonObject data = event.data();
    boolean refusal =
        event.stub().type().equals(DENIED)
            && STEPS.contains(data.findString("step").orElse(""))
            && (data.has("pack") || signed(data, internal, "decision").isPresent());
    if (!permit && !refusal) {
      return Optional.empty();
    }
    Optional<JsonObject> claims = signed(data, internal, "decision").flatMap(reader::read);
    Optional<JsonObject> asked = signed(data, internal, "request").flatMap(reader::read);
    return Optional.of(
        new PastDecision(
            permit,
            claims,
            request(event, claims, asked),
            last(data),
            data,
            data.findInteger("repeats").orElse(1L),
            data.findString("first")));
  }

  private static Optional<String> signed(
      JsonObject data, Optional<JsonObject> internal, String name) {
    return data.findString(name).or(() -> internal.flatMap(part -> part.findString(name)));
  }

  private static Optional<String> last(JsonObject data) {
    List<String> ids = strings(data, "ruleIds");
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(ids.size() - 1));
  }

  private static Optional<DecisionRequest> request(
      LoggedEvent event, Optional<JsonObject> claims, Optional<JsonObject> asked) {
    try {
      return Optional.of(
          claims.isPresent()
              ? Replay.requestOf(claims.get(), asked)
              : DecisionRequest.parse(rebuilt(event, asked)));
    } catch (InvalidRequestException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What the body says of the question; a recipient asks, unless a refusal names who did. */
  private static JsonObject rebuilt(LoggedEvent event, Optional<JsonObject> asked) {
    JsonObject data = event.data();
    JsonObject.Builder request = JsonObject.builder();
    for (String name : COPIED) {
      data.find(name).ifPresent(value -> request.put(name, value));
    }
    boolean second = data.findString("step").equals(Optional.of(Step.RELEASE_2.name()));
    request
        .put("dryRun", second && !data.has("parents"))
        .putIfPresent("subject", event.subject())
        .putIfPresent("caller", data.findString("caller").or(() -> data.findString("to")));
    Set<String> categories = new TreeSet<>(strings(data, "categories"));
    for (JsonValue item : items(data, "omitted")) {
      if (item instanceof JsonObject omission) {
        omission.findString("category").ifPresent(categories::add);
      }
    }
    if (!categories.isEmpty()) {
      request.put("categories", JsonArray.ofStrings(List.copyOf(categories)));
    }
    List<JsonObject> parents =
        strings(data, "parents").stream()
            .map(parent -> JsonObject.builder().put("event", parent).build())
            .toList();
    if (!parents.isEmpty()) {
      request.put("parents", JsonArray.of(parents));
    }
    asked.flatMap(r -> r.findString("consent")).ifPresent(c -> request.put("consent", c));
    return request.build();
  }

  static List<String> strings(JsonObject object, String name) {
    return items(object, name).stream()
        .filter(JsonString.class::isInstance)
        .map(item -> ((JsonString) item).value())
        .toList();
  }

  private static List<JsonValue> items(JsonObject object, String name) {
    return object.findArray(name).map(JsonArray::items).orElse(List.of());
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "PastDecision[" + (permit ? "permit" : "refusal") + "]";
  }
}
