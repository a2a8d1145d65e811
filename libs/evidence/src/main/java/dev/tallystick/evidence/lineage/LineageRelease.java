package dev.tallystick.evidence.lineage;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.evidence.lineage.LineageOutcome.Kind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A release in a lineage. One that is not filed under whoever asked is known by its event alone,
 * and to some by its parties: it has no index.
 */
public final class LineageRelease {
  private static final List<String> TEXTS =
      List.of(
          "release",
          "entry",
          "recordedAt",
          "step",
          "from",
          "to",
          "purpose",
          "endPurpose",
          "payloadDigest",
          "product",
          "model",
          "modelOwner");

  private static final Set<String> MEMBERS =
      Stream.of(
              TEXTS.stream(),
              Stream.of(Kind.values()).map(Kind::wireName),
              Stream.of("event", "index", "distance", "parents", "deposits", "fee"))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  private final LineagePlace place;
  private final Map<String, String> texts;
  private final Numbers numbers;
  private final Ties ties;
  private final Optional<LineageFee> fee;

  /** The release's own numbers. */
  private record Numbers(OptionalLong index, OptionalLong distance) {}

  /** What it was made from, and how it ended. */
  private record Ties(
      List<String> parents, List<String> deposits, Map<Kind, LineageOutcome> outcomes) {
    Ties {
      parents = List.copyOf(parents);
      deposits = List.copyOf(deposits);
      outcomes = Map.copyOf(outcomes);
    }
  }

  private LineageRelease(
      LineagePlace place,
      Map<String, String> texts,
      Numbers numbers,
      Ties ties,
      Optional<LineageFee> fee) {
    this.place = place;
    this.texts = Map.copyOf(texts);
    this.numbers = numbers;
    this.ties = ties;
    this.fee = fee;
  }

  static LineageRelease read(JsonObject json, LineagePlace place, String where)
      throws MalformedLineageException {
    LineageMembers members = new LineageMembers(json, where);
    members.requireOnly(MEMBERS);
    Map<String, String> texts = new HashMap<>();
    texts.put("event", members.text("event"));
    for (String name : TEXTS) {
      Optional<String> text = members.findText(name);
      text.ifPresent(present -> texts.put(name, present));
    }
    Map<Kind, LineageOutcome> outcomes = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      Optional<JsonObject> outcome = members.findObject(kind.wireName());
      if (outcome.isPresent()) {
        outcomes.put(kind, outcome(outcome.get(), where + kind.wireName() + "."));
      }
    }
    Optional<JsonObject> fee = members.findObject("fee");
    LineageRelease release =
        new LineageRelease(
            place,
            texts,
            new Numbers(members.findNumber("index"), members.findNumber("distance")),
            new Ties(members.texts("parents"), members.texts("deposits"), outcomes),
            fee.isPresent() ? Optional.of(fee(fee.get(), where + "fee.")) : Optional.empty());
    release.requireWhole(members);
    return release;
  }

  private static LineageOutcome outcome(JsonObject json, String where)
      throws MalformedLineageException {
    LineageMembers members = new LineageMembers(json, where);
    members.requireOnly(Set.of("event", "index", "recordedAt"));
    return new LineageOutcome(
        members.text("event"), members.number("index"), members.findText("recordedAt"));
  }

  private static LineageFee fee(JsonObject json, String where) throws MalformedLineageException {
    LineageMembers members = new LineageMembers(json, where);
    members.requireOnly(Set.of("amount", "currency", "tariff", "line", "dedupOf"));
    return new LineageFee(
        members.number("amount"),
        members.text("currency"),
        members.text("tariff"),
        members.text("line"),
        members.findText("dedupOf"));
  }

  /** One that is told at all is told with everything that every release has. */
  private void requireWhole(LineageMembers members) throws MalformedLineageException {
    if (!isShown()) {
      return;
    }
    for (String name : List.of("release", "recordedAt", "from", "to")) {
      members.text(name);
    }
  }

  /** Where it stands. */
  public LineagePlace place() {
    return place;
  }

  /** Its entry's event id. */
  public String event() {
    return text("event").orElseThrow();
  }

  /** Whether more than its event, and maybe its parties, is told of it. */
  public boolean isShown() {
    return numbers.index().isPresent();
  }

  /** Its place in the log. */
  public OptionalLong index() {
    return numbers.index();
  }

  /** How many generations away it is. */
  public OptionalLong distance() {
    return numbers.distance();
  }

  /** A member of the answer by its name, such as {@code payloadDigest}. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /** The events of the releases that it was made from. */
  public List<String> parents() {
    return ties.parents();
  }

  /** The events of the deposits that its records came in. */
  public List<String> deposits() {
    return ties.deposits();
  }

  /** How it ended, if it did so. */
  public Optional<LineageOutcome> outcome(Kind kind) {
    return Optional.ofNullable(ties.outcomes().get(kind));
  }

  /** What was charged. */
  public Optional<LineageFee> fee() {
    return fee;
  }
}
