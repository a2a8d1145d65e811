package dev.tallystick.rules;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides anew what was decided, and compares.
 *
 * <p>Events are given in the order of the log; a decision is judged once the fold has reached the
 * size that it names. What it asked for is taken from its claims and from the party's own request,
 * so whoever holds the log's openings needs nothing else. Not safe for use by several threads.
 */
public final class Replay {
  private static final Set<String> ABOUT_THE_DECISION =
      Set.of("decision", "iss", "v", "requestDigest", "engineVersion");
  private static final List<String> COPIED =
      List.of(
          "caller",
          "dryRun",
          "endPurpose",
          "endUser",
          "from",
          "inquiry",
          "product",
          "purpose",
          "purposeObject",
          "step",
          "subject",
          "to");

  private static final Hash NO_REQUEST = Hash.sha256();

  private final PackShelf shelf;
  private State state = State.EMPTY;

  public Replay(PackShelf shelf) {
    this.shelf = shelf;
  }

  /** What a replay found: whether it is the same, and the claims that differ. */
  public record Result(boolean same, List<String> differences, Decision replayed) {
    public Result {
      differences = List.copyOf(differences);
    }
  }

  /** Folds the next event. */
  public Replay fold(LoggedEvent event) {
    state = state.fold(event);
    return this;
  }

  /** The state so far. */
  public State state() {
    return state;
  }

  /**
   * Decides what the claims say was decided, at the size and the instant that they name.
   *
   * @param claims the payload of a verified decision
   * @param request the payload of the party's request, for what the claims do not repeat
   * @throws InvalidRequestException if the claims are those of no decision
   * @throws IllegalStateException if events beyond the size named are folded already
   */
  public Result replay(JsonObject claims, Optional<JsonObject> request)
      throws InvalidRequestException {
    long size =
        claims
            .findInteger("asOfSize")
            .orElseThrow(() -> new InvalidRequestException("asOfSize", "must be there"));
    if (state.size() > size) {
      throw new IllegalStateException("events beyond the size named are folded already");
    }
    return at(state, claims, requestOf(claims, request), shelf);
  }

  /**
   * Decides what the claims say was decided, in a state that holds all entries below the size that
   * they name.
   *
   * @param asked what was asked; null if the claims do not tell
   * @throws InvalidRequestException if the claims are those of no decision
   */
  public static Result at(
      State state, JsonObject claims, @Nullable DecisionRequest asked, PackShelf shelf)
      throws InvalidRequestException {
    long size = claims.findInteger("asOfSize").orElse(state.size());
    if (asked == null) {
      throw new InvalidRequestException("request", "is to be read from the claims");
    }
    OptionalLong instant =
        claims.findString("instant").map(Timestamps::parse).orElse(OptionalLong.empty());
    if (instant.isEmpty()) {
      throw new InvalidRequestException("instant", "is an instant");
    }
    Decision replayed =
        Rules.decide(state.withSize(size), asked, Instant.ofEpochMilli(instant.getAsLong()), shelf);
    JsonObject again =
        replayed.toClaims(asked, claims.findString("decision").orElse(""), requestDigest(claims));
    // Nearly all are the same to the letter, and then no member needs to be looked up.
    List<String> differences = claims.equals(again) ? List.of() : differences(claims, again);
    return new Result(differences.isEmpty(), differences, replayed);
  }

  /** What the claims say, which no replay can tell; anything if they say nothing of the form. */
  private static Hash requestDigest(JsonObject claims) {
    try {
      return Hash.fromHex(claims.findString("requestDigest").orElse(""));
    } catch (IllegalArgumentException e) {
      return NO_REQUEST;
    }
  }

  /**
   * The request that claims answer: of a permit the categories are those granted and those left
   * out, of a refusal those asked for, and so are its fee and its agreement.
   */
  public static DecisionRequest requestOf(JsonObject claims, Optional<JsonObject> request)
      throws InvalidRequestException {
    JsonObject.Builder asked = JsonObject.builder();
    for (String name : COPIED) {
      claims.find(name).ifPresent(value -> asked.put(name, value));
    }
    Set<String> categories = new TreeSet<>(strings(claims, "categories"));
    for (JsonValue item : items(claims, "omitted")) {
      if (item instanceof JsonObject omission) {
        omission.findString("category").ifPresent(categories::add);
      }
    }
    boolean deposit = claims.findString("step").equals(Optional.of(Step.DEPOSIT.name()));
    if (!categories.isEmpty()) {
      asked.put(
          deposit ? "recordCategories" : "categories",
          JsonArray.ofStrings(List.copyOf(categories)));
    }
    List<JsonObject> parents =
        strings(claims, "parents").stream()
            .map(event -> JsonObject.builder().put("event", event).build())
            .toList();
    if (!parents.isEmpty()) {
      asked.put("parents", JsonArray.of(parents));
    }
    request.flatMap(r -> r.find("consent")).ifPresent(value -> asked.put("consent", value));
    Optional<JsonValue> agreement =
        claims
            .find("agreement")
            .or(() -> request.filter(r -> deposit).flatMap(r -> r.find("agreement")));
    // Of a permit it is the one that was found: to name it finds the same.
    agreement.ifPresent(value -> asked.put("agreement", value));
    if (claims.findString("outcome").equals(Optional.of(Outcome.DENY.name()))) {
      claims.find("fee").ifPresent(value -> asked.put("fee", value));
    }
    return DecisionRequest.parse(asked.build());
  }

  private static List<String> differences(JsonObject before, JsonObject after) {
    SortedSet<String> differences = new TreeSet<>();
    before.forEach((name, value) -> compare(name, value, after, differences));
    after.forEach((name, value) -> compare(name, value, before, differences));
    differences.removeAll(ABOUT_THE_DECISION);
    return List.copyOf(differences);
  }

  private static void compare(
      String name, JsonValue value, JsonObject other, SortedSet<String> differences) {
    if (!other.find(name).filter(value::equals).isPresent()) {
      differences.add(name);
    }
  }

  private static List<String> strings(JsonObject object, String name) {
    List<String> strings = new ArrayList<>();
    for (JsonValue item : items(object, name)) {
      if (item instanceof JsonString text) {
        strings.add(text.value());
      }
    }
    return strings;
  }

  private static List<JsonValue> items(JsonObject object, String name) {
    return object.findArray(name).map(JsonArray::items).orElse(List.of());
  }
}
