package dev.tallystick.rules;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.rules.document.AskedDecision;
import dev.tallystick.rules.document.AskedParent;
import dev.tallystick.rules.document.DecisionClaims;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  private static final String AGREEMENT = "agreement";
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
        new DecisionClaims.Partial(claims)
            .asOfSize()
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
    DecisionClaims.Partial claimed = new DecisionClaims.Partial(claims);
    long size = claimed.asOfSize().orElse(state.size());
    if (asked == null) {
      throw new InvalidRequestException("request", "is to be read from the claims");
    }
    Instant instant =
        claimed
            .instant()
            .orElseThrow(() -> new InvalidRequestException("instant", "is an instant"));
    Decision replayed = Rules.decide(state.withSize(size), asked, instant, shelf);
    JsonObject again =
        replayed.toClaims(asked, claimed.decision().orElse(""), requestDigest(claimed));
    // Nearly all are the same to the letter, and then no member needs to be looked up.
    List<String> differences = claims.equals(again) ? List.of() : differences(claims, again);
    return new Result(differences.isEmpty(), differences, replayed);
  }

  /** What the claims say, which no replay can tell; anything if they say nothing of the form. */
  private static Hash requestDigest(DecisionClaims.Partial claims) {
    try {
      return Hash.fromHex(claims.requestDigest().orElse(""));
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
    DecisionClaims.Partial claimed = new DecisionClaims.Partial(claims);
    JsonObject.Builder asked = JsonObject.builder();
    COPIED.forEach(name -> copy(name, claims, asked));
    Set<String> categories = new TreeSet<>(claimed.categories());
    claimed.omitted().forEach(omission -> omission.category().ifPresent(categories::add));
    boolean deposit = claimed.step().equals(Optional.of(Step.DEPOSIT.name()));
    AskedDecision.builder()
        .categories(deposit ? Set.of() : categories)
        .recordCategories(deposit ? categories : Set.of())
        .parents(
            claimed.parents().stream()
                .map(event -> new AskedParent(event, Optional.empty()))
                .toList())
        .build()
        .toJson()
        .forEach(asked::put);
    request.ifPresent(there -> copy("consent", there, asked));
    // Of a permit it is the one that was found: to name it finds the same.
    JsonObject naming = deposit && !claims.has(AGREEMENT) ? request.orElse(claims) : claims;
    copy(AGREEMENT, naming, asked);
    if (claimed.outcome().equals(Optional.of(Outcome.DENY.name()))) {
      copy("fee", claims, asked);
    }
    return DecisionRequest.parse(asked.build());
  }

  /** Copies what both call alike, whatever it is: a request with an odd member is refused. */
  private static void copy(String name, JsonObject from, JsonObject.Builder to) {
    from.find(name).ifPresent(value -> to.put(name, value));
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
}
