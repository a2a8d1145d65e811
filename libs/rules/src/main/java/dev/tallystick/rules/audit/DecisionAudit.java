package dev.tallystick.rules.audit;

import dev.tallystick.events.GuardVersion;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.InvalidRequestException;
import dev.tallystick.rules.Outcome;
import dev.tallystick.rules.PackMissingException;
import dev.tallystick.rules.Replay;
import dev.tallystick.rules.document.ClaimedGuard;
import dev.tallystick.rules.document.DecisionClaims;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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

  /** What a release says as its decision does. */
  private static final List<String> SAME = List.of("step", "from", "to", "purpose", "categories");

  /** What a release may leave out, but not say otherwise. */
  private static final List<String> PERMITTED =
      List.of("product", "fee", "agreement", "recipientKey");

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
   * @param details the claims that differ, or the guards that had moved; of a decision that would
   *     be another one, what was signed and what the rules say
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
      Map<String, Long> guards = guards(claims);
      List<String> differing = differing(event, claims, guards);
      if (!differing.isEmpty()) {
        return new Finding(event.index(), Verdict.NOT_AS_PERMITTED, differing);
      }
      List<String> moved = moved(guards);
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
    OptionalLong size = new DecisionClaims.Partial(claims).asOfSize();
    Map.Entry<Long, State> then = size.isPresent() ? history.floorEntry(size.getAsLong()) : null;
    boolean future = size.orElse(0) > event.index();
    if (then == null || future) {
      Verdict verdict = future ? Verdict.DECIDED_OTHERWISE : Verdict.CANNOT_TELL;
      return Optional.of(new Finding(event.index(), verdict, List.of("asOfSize")));
    }
    try {
      Replay.Result result = Replay.at(then.getValue(), claims, past.request().orElse(null), shelf);
      return result.same()
          ? Optional.empty()
          : Optional.of(
              new Finding(
                  event.index(), Verdict.DECIDED_OTHERWISE, Difference.told(claims, result)));
    } catch (InvalidRequestException e) {
      return Optional.of(new Finding(event.index(), Verdict.DECIDED_OTHERWISE, List.of(e.field())));
    } catch (PackMissingException e) {
      return Optional.of(new Finding(event.index(), Verdict.CANNOT_TELL, List.of("packDigest")));
    }
  }

  private static List<String> differing(
      LoggedEvent event, JsonObject claims, Map<String, Long> guards) {
    JsonObject data = event.data();
    List<String> differing = new ArrayList<>();
    DecisionClaims.Partial claimed = new DecisionClaims.Partial(claims);
    note(differing, "outcome", claimed.outcome().equals(Optional.of(Outcome.PERMIT.name())));
    note(differing, "dryRun", !claimed.dryRun().orElse(false));
    note(differing, "subject", claimed.subject().equals(event.subject()));
    for (String name : SAME) {
      note(differing, name, claims.find(name).equals(data.find(name)));
    }
    for (String name : PERMITTED) {
      // A supply does not say which product it is for.
      note(differing, name, !data.has(name) || claims.find(name).equals(data.find(name)));
    }
    note(differing, "guards", isStubOf(event.stub().guards(), guards));
    Collections.sort(differing);
    return differing;
  }

  private static void note(List<String> differing, String name, boolean same) {
    if (!same) {
      differing.add(name);
    }
  }

  /** A stub names no guard twice, so as many that are the same are all. */
  private static boolean isStubOf(List<GuardVersion> stub, Map<String, Long> guards) {
    boolean same = stub.size() == guards.size();
    for (GuardVersion guard : stub) {
      Long version = guards.get(guard.key());
      same = same && version != null && version == guard.version();
    }
    return same;
  }

  /** The fold's own guards, not the log's word for them. */
  private List<String> moved(Map<String, Long> guards) {
    List<String> moved = new ArrayList<>();
    guards.forEach(
        (key, version) -> {
          if (state.guard(key) != version) {
            moved.add(key);
          }
        });
    Collections.sort(moved);
    return moved;
  }

  private static Map<String, Long> guards(JsonObject claims) {
    Map<String, Long> guards = new HashMap<>();
    for (ClaimedGuard.Partial guard : new DecisionClaims.Partial(claims).guards()) {
      guards.put(guard.key().orElse(""), guard.version().orElse(-1));
    }
    return guards;
  }

  private static boolean isWithin(JsonObject claims, long recordedMillis) {
    DecisionClaims.Partial claimed = new DecisionClaims.Partial(claims);
    Optional<Instant> from = claimed.notBefore();
    Optional<Instant> to = claimed.notAfter();
    return from.isPresent()
        && to.isPresent()
        && from.get().toEpochMilli() <= recordedMillis
        && recordedMillis <= to.get().toEpochMilli();
  }
}
