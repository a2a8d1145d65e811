package dev.tallystick.evidence.lineage;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.evidence.lineage.LineageOutcome.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An answer of {@code GET /v1/lineage/{id}} or {@code POST /v1/lineage}. Immutable.
 *
 * <p>It is what a service says: a bundle proves what it can, an export repeats it.
 */
public final class LineageAnswer {
  /** The longest answer that is read, in bytes. */
  public static final int MAX_SIZE = 8 << 20;

  private static final Set<String> OF_ONE_RELEASE =
      Set.of("size", "release", "up", "down", "deposits", "acknowledged");

  private static final Set<String> LISTED =
      Set.of(
          "size",
          "complete",
          "earlier",
          "counts",
          "pairs",
          "sources",
          "holders",
          "deposits",
          "releases",
          "next");

  private final JsonObject json;
  private final List<LineageRelease> releases;
  private final List<LineageDeposit> deposits;

  private LineageAnswer(
      JsonObject json, List<LineageRelease> releases, List<LineageDeposit> deposits) {
    this.json = json;
    this.releases = List.copyOf(releases);
    this.deposits = List.copyOf(deposits);
  }

  /**
   * Reads an answer.
   *
   * @throws MalformedLineageException naming the member that is not as it must be
   */
  public static LineageAnswer parse(byte[] answer) throws MalformedLineageException {
    if (answer.length > MAX_SIZE) {
      throw new MalformedLineageException("longer than %d bytes".formatted(MAX_SIZE));
    }
    try {
      if (CanonicalJson.parseMessage(answer) instanceof JsonObject object) {
        return of(object);
      }
      throw new MalformedLineageException("no JSON object");
    } catch (MalformedJsonException e) {
      throw new MalformedLineageException("no JSON: " + e.reason().rule());
    }
  }

  /** As above, of JSON that has been parsed. */
  public static LineageAnswer of(JsonObject json) throws MalformedLineageException {
    LineageMembers members = new LineageMembers(json, "");
    members.number("size");
    List<LineageRelease> releases = new ArrayList<>();
    Optional<JsonObject> start = members.findObject("release");
    if (start.isPresent()) {
      members.requireOnly(OF_ONE_RELEASE);
      members.requireFlag("acknowledged");
      releases.add(LineageRelease.read(start.get(), LineagePlace.START, "release."));
      add(releases, members, "up", LineagePlace.UP);
      add(releases, members, "down", LineagePlace.DOWN);
    } else if (members.findObject("counts").isPresent()) {
      members.requireOnly(LISTED);
      members.requireFlag("complete");
      members.findNumber("earlier");
      LineageSums.require(members);
      add(releases, members, "releases", LineagePlace.LISTED);
    } else {
      throw new MalformedLineageException("no answer of /v1/lineage: no release, no counts");
    }
    List<LineageDeposit> deposits = new ArrayList<>();
    for (JsonObject deposit : members.objects("deposits")) {
      deposits.add(LineageDeposit.read(deposit, "deposits[%d].".formatted(deposits.size())));
    }
    LineageAnswer answer = new LineageAnswer(json, releases, deposits);
    answer.requireOneOfEach();
    return answer;
  }

  private static void add(
      List<LineageRelease> releases, LineageMembers members, String list, LineagePlace place)
      throws MalformedLineageException {
    int at = 0;
    for (JsonObject release : members.objects(list)) {
      releases.add(LineageRelease.read(release, place, "%s[%d].".formatted(list, at++)));
    }
  }

  /**
   * Nothing stands twice, and what is known by its id alone is named by something that is shown.
   */
  private void requireOneOfEach() throws MalformedLineageException {
    Set<String> seen = new HashSet<>();
    Set<String> named = new HashSet<>();
    for (LineageRelease release : releases) {
      named.addAll(release.parents());
      named.addAll(release.deposits());
    }
    for (LineageRelease release : releases) {
      require(seen.add(release.event()), release.event(), "stands twice");
      require(
          release.isShown() || named.contains(release.event()),
          release.event(),
          "is known by its id alone, and nothing that is shown names it");
    }
    for (LineageDeposit deposit : deposits) {
      require(seen.add(deposit.event()), deposit.event(), "stands twice");
      require(
          deposit.index().isPresent() || named.contains(deposit.event()),
          deposit.event(),
          "is known by its id alone, and nothing that is shown names it");
    }
  }

  private static void require(boolean holds, String event, String flaw)
      throws MalformedLineageException {
    if (!holds) {
      throw new MalformedLineageException("event " + event + " " + flaw);
    }
  }

  /** Whether it is about one release, with its generations; otherwise it lists a page. */
  public boolean isOfOneRelease() {
    return json.has("release");
  }

  /** Whether there are more releases on a next page, or releases that were left out. */
  public boolean isCut() {
    return json.has("next")
        || json.has("earlier")
        || json.findBoolean("complete").filter(complete -> !complete).isPresent();
  }

  /** The log size that the service had indexed. */
  public long size() {
    return json.getInteger("size");
  }

  /** The releases, the one that was asked about first, if there is one. */
  public List<LineageRelease> releases() {
    return releases;
  }

  /** The deposits that their records came in. */
  public List<LineageDeposit> deposits() {
    return deposits;
  }

  /** The answer as it was. */
  public JsonObject json() {
    return json;
  }

  /** The answer's canonical bytes. */
  public byte[] toJson() {
    return CanonicalJson.messageBytes(json);
  }

  /** The places in the log of everything that is told: releases, deposits and outcomes. */
  public NavigableSet<Long> indexes() {
    NavigableSet<Long> indexes = new TreeSet<>();
    for (LineageRelease release : releases) {
      release.index().ifPresent(indexes::add);
      for (Kind kind : Kind.values()) {
        release.outcome(kind).ifPresent(outcome -> indexes.add(outcome.index()));
      }
    }
    deposits.forEach(deposit -> deposit.index().ifPresent(indexes::add));
    return indexes;
  }
}
