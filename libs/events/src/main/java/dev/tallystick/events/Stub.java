package dev.tallystick.events;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The part of an event that stays readable for ever: what kind of event it is, under which labels
 * it is listed, which guards it rests on and which it advances. It names nobody.
 *
 * <p>Lists are sorted and hold nothing twice: labels by their bytes, guards and advances by key. A
 * stub of an unknown type can be read too.
 *
 * @param type the full type, such as {@code dev.tallystick.consent.given.v1}
 * @param openBy for a sealed event, when it must have been opened at the latest; empty for any
 *     other
 */
public record Stub(
    String type,
    List<Hash> labels,
    List<GuardVersion> guards,
    List<String> advances,
    Optional<Instant> openBy) {

  /** Refuses what cannot be written as a stub. */
  public Stub {
    labels = List.copyOf(labels);
    guards = List.copyOf(guards);
    advances = List.copyOf(advances);
    require(StubForm.isType(type), StubForm.TYPE_RULE);
    require(StubForm.isAscending(labels), StubForm.SORTED_RULE);
    require(StubForm.isAscendingByKey(guards), StubForm.SORTED_RULE);
    require(StubForm.isAscending(advances), StubForm.SORTED_RULE);
    require(StubForm.areKeys(advances), StubForm.KEY_RULE);
    int longest = Math.max(labels.size(), Math.max(guards.size(), advances.size()));
    require(longest <= JsonArray.MAX_EVENT_ITEMS, "a list has at most 256 items");
    // To the millisecond, since that is what a stub can say.
    openBy = openBy.map(time -> Instant.ofEpochMilli(time.toEpochMilli()));
  }

  /** The stub of an event that is not sealed; puts the lists in order. */
  public static Stub of(
      String type, Collection<Hash> labels, Map<String, Long> guards, Collection<String> advances) {
    return new Stub(
        type,
        List.copyOf(new TreeSet<>(labels)),
        new TreeMap<>(guards)
            .entrySet().stream().map(g -> new GuardVersion(g.getKey(), g.getValue())).toList(),
        List.copyOf(new TreeSet<>(advances)),
        Optional.empty());
  }

  /** This stub, filed under an authority alone until it is opened. */
  public Stub sealedBy(String authority, Instant openBy) {
    return new Stub(
        type, List.of(EventLabels.ofSealed(authority)), guards, advances, Optional.of(openBy));
  }

  /** Whether the event is filed under its authority's label until it is opened. */
  public boolean isSealed() {
    return openBy.isPresent();
  }

  /**
   * Reads a stub.
   *
   * @throws InvalidEventException naming the field below {@code stub} that is not as it must be
   */
  public static Stub parse(JsonObject json) throws InvalidEventException {
    return StubForm.read(json);
  }

  /** The stub as JSON. */
  public JsonObject toJson() {
    return StubForm.write(this);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
