package dev.tallystick.rules.audit;

import dev.tallystick.events.GuardVersion;
import dev.tallystick.events.JsonArray;
import dev.tallystick.events.JsonObject;
import dev.tallystick.events.JsonValue;
import dev.tallystick.events.Timestamps;
import dev.tallystick.rules.InvalidRequestException;
import dev.tallystick.rules.PackMissingException;
import dev.tallystick.rules.Replay;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Decides anew every release and refusal of a log, in order (I2), and holds against the log what
 * each release rested on when it took its place (I3). Needs openings and packs, nothing else. Not
 * safe for use by several threads.
 */
public final class DecisionAudit {
  /** How many entries back a decision may have been made; older ones cannot be told. */
  private static final int HISTORY = 65_536;

  private final PackShelf shelf;
  private final SignedClaims reader;
  private final NavigableMap<Long, State> history = new TreeMap<>();
  private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
  private State state = State.EMPTY;

  /** What was found of a decision. */
  public enum Verdict {
    /** The rules say the same, and nothing it rested on had moved. */
    HOLDS,
    /** The signed decision is not to be read, or the pack is missing, or it is too old. */
    CANNOT_TELL,
    /** The rules say something else than what was signed (I2). */
    DECIDED_OTHERWISE,
    /** The release is not the one that the decision permits (I2). */
    NOT_AS_PERMITTED,
    /** Something the decision rested on had moved when the release took its place (I3). */
    GUARD_MOVED,
    /** It was recorded before the decision held, or after (I3). */
    OUT_OF_TIME
  }

  /**
   * A decision that was looked at.
   *
   * @param index the entry
   * @param details the claims that differ, or the guards that had moved
   */
  public record Finding(long index, Verdict verdict, List<String> details) {
    public Finding {
      details = List.copyOf(details);
    }
  }

  public DecisionAudit(PackShelf shelf, SignedClaims reader) {
    this.shelf = shelf;
    this.reader = reader;
    history.put(0L, state);
  }

  /**
   * Takes the next entry of the log; entries are given in order, each once.
   *
   * @return what was found, if the entry is a decision
   */
  public Optional<Finding> accept(LoggedEvent event, Optional<JsonObject> internal) {
    Optional<Finding> finding =
        PastDecision.of(event, internal, reader)
            .filter(past -> past.first().isEmpty())
            .map(past -> judge(event, past));
    finding.ifPresent(found -> counts.merge(found.verdict(), 1L, Long::sum));
    state = state.fold(event);
    history.put(state.size(), state);
    if (history.size() > HISTORY) {
      history.pollFirstEntry();
    }
    return finding;
  }

  /** How many decisions were found how. */
  public Map<Verdict, Long> counts() {
    return new EnumMap<>(counts);
  }

  /** The facts after the entries so far. */
  public State state() {
    return state;
  }

  private Finding judge(LoggedEvent event, PastDecision past) {
    if (past.claims().isEmpty()) {
      return new Finding(event.index(), Verdict.CANNOT_TELL, List.of("decision"));
    }
    JsonObject claims = past.claims().get();
    Optional<Finding> replayed = replayed(event, past, claims);
    if (replayed.isPresent()) {
      return replayed.get();
    }
    if (past.permit()) {
      List<String> differing = differing(event, claims);
      if (!differing.isEmpty()) {
        return new Finding(event.index(), Verdict.NOT_AS_PERMITTED, differing);
      }
      List<String> moved = moved(event.index(), claims);
      if (!moved.isEmpty()) {
        return new Finding(event.index(), Verdict.GUARD_MOVED, moved);
      }
      if (!isWithin(claims, event.recordedMillis())) {
        return new Finding(event.index(), Verdict.OUT_OF_TIME, List.of("recordedMillis"));
      }
    }
    return new Finding(event.index(), Verdict.HOLDS, List.of());
  }

  private Optional<Finding> replayed(LoggedEvent event, PastDecision past, JsonObject claims) {
    Map.Entry<Long, State> then =
        claims.findInteger("asOfSize").map(history::floorEntry).orElse(null);
    boolean future = claims.findInteger("asOfSize").orElse(0L) > event.index();
    if (then == null || future) {
      Verdict verdict = future ? Verdict.DECIDED_OTHERWISE : Verdict.CANNOT_TELL;
      return Optional.of(new Finding(event.index(), verdict, List.of("asOfSize")));
    }
    try {
      Replay.Result result = Replay.at(then.getValue(), claims, past.request().orElse(null), shelf);
      return result.same()
          ? Optional.empty()
          : Optional.of(
              new Finding(event.index(), Verdict.DECIDED_OTHERWISE, result.differences()));
    } catch (InvalidRequestException e) {
      return Optional.of(new Finding(event.index(), Verdict.DECIDED_OTHERWISE, List.of(e.field())));
    } catch (PackMissingException e) {
      return Optional.of(new Finding(event.index(), Verdict.CANNOT_TELL, List.of("packDigest")));
    }
  }

  private static List<String> differing(LoggedEvent event, JsonObject claims) {
    JsonObject data = event.data();
    Map<String, Boolean> same = new TreeMap<>();
    same.put("outcome", claims.findString("outcome").equals(Optional.of("PERMIT")));
    same.put("dryRun", !claims.findBoolean("dryRun").orElse(false));
    same.put("subject", claims.findString("subject").equals(event.subject()));
    for (String name : List.of("step", "from", "to", "purpose", "categories")) {
      same.put(name, claims.find(name).equals(data.find(name)));
    }
    for (String name : List.of("product", "fee", "agreement", "recipientKey")) {
      // A supply does not say which product it is for.
      same.put(name, !data.has(name) || claims.find(name).equals(data.find(name)));
    }
    Map<String, Long> stubs = new HashMap<>();
    for (GuardVersion guard : event.stub().guards()) {
      stubs.put(guard.key(), guard.version());
    }
    same.put("guards", guards(claims).equals(stubs));
    return same.entrySet().stream()
        .filter(entry -> !entry.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The fold's own guards, not the log's word for them. */
  private List<String> moved(long index, JsonObject claims) {
    State now = state.withSize(index);
    return guards(claims).entrySet().stream()
        .filter(guard -> now.guard(guard.getKey()) != guard.getValue())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static Map<String, Long> guards(JsonObject claims) {
    Map<String, Long> guards = new HashMap<>();
    for (JsonValue item : claims.findArray("guards").map(JsonArray::items).orElse(List.of())) {
      if (item instanceof JsonObject guard) {
        guards.put(guard.findString("key").orElse(""), guard.findInteger("version").orElse(-1L));
      }
    }
    return guards;
  }

  private static boolean isWithin(JsonObject claims, long recordedMillis) {
    OptionalLong from = millis(claims, "notBefore");
    OptionalLong to = millis(claims, "notAfter");
    return from.isPresent()
        && to.isPresent()
        && from.getAsLong() <= recordedMillis
        && recordedMillis <= to.getAsLong();
  }

  private static OptionalLong millis(JsonObject claims, String name) {
    return claims.findString(name).map(Timestamps::parse).orElse(OptionalLong.empty());
  }
}
