package dev.tallystick.evidence;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.evidence.lineage.LineageDeposit;
import dev.tallystick.evidence.lineage.LineageOutcome;
import dev.tallystick.evidence.lineage.LineagePlace;
import dev.tallystick.evidence.lineage.LineageRelease;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks that a lineage answers its question and hangs together: each release is tied to the one
 * that was asked about by parents that are in the log, and nothing is left out that these name.
 * What was made of a release is named by nothing before it, so that none was left out cannot be
 * seen.
 */
final class LineageTies {
  /** The most releases that the service tells in one direction; beyond that some may be missing. */
  private static final int MOST_TOLD = 500;

  private static final int MOST_GENERATIONS = 16;

  private final EvidenceQuestion question;
  private final LineageAnswer lineage;
  private final Map<Long, OpenedEntry> entries;
  private final Map<String, LineageRelease> releases = new HashMap<>();
  private final List<BundleFinding> findings = new ArrayList<>();

  private LineageTies(
      EvidenceQuestion question, LineageAnswer lineage, Map<Long, OpenedEntry> entries) {
    this.question = question;
    this.lineage = lineage;
    this.entries = entries;
    lineage.releases().forEach(release -> releases.put(release.event(), release));
  }

  static List<BundleFinding> check(
      EvidenceQuestion question, LineageAnswer lineage, Map<Long, OpenedEntry> entries) {
    LineageTies ties = new LineageTies(question, lineage, entries);
    if ((question.direction() == EvidenceQuestion.Direction.BOTH) != lineage.isOfOneRelease()) {
      ties.add(BundleFlaw.QUESTION, "is an answer to another kind of question");
    } else if (lineage.isOfOneRelease()) {
      ties.ofOneRelease();
    } else {
      ties.listed();
    }
    return ties.findings;
  }

  private void ofOneRelease() {
    LineageRelease start = lineage.releases().get(0);
    if (!start.event().equals(question.id())
        && start.text("release").filter(question.id()::equals).isEmpty()) {
      add(BundleFlaw.QUESTION, "is about another release than the bundle");
    }
    Map<String, Integer> up = generations(start, LineagePlace.UP);
    Map<String, Integer> down = generations(start, LineagePlace.DOWN);
    Set<String> deposits = new HashSet<>(start.deposits());
    long told = 0;
    for (LineageRelease release : lineage.releases()) {
      if (release.place() == LineagePlace.UP) {
        told++;
        deposits.addAll(release.deposits());
        tied(release, up);
      } else if (release.place() == LineagePlace.DOWN) {
        tied(release, down);
      }
    }
    deposits(deposits);
    ofStart(start);
    depositDistances(start, up);
    if (told < MOST_TOLD) {
      sources(start, up);
    }
  }

  private void ofStart(LineageRelease start) {
    boolean isAcknowledged = start.outcome(LineageOutcome.Kind.ACKNOWLEDGED).isPresent();
    if (lineage
        .json()
        .findBoolean("acknowledged")
        .filter(told -> told != isAcknowledged)
        .isPresent()) {
      add(BundleFlaw.LINEAGE, "tells by acknowledged what the release does not");
    }
    if (start.distance().orElse(0) != 0) {
      add(BundleFlaw.LINEAGE, "tells another distance of %s".formatted(start.event()));
    }
  }

  /** Deposits are a generation behind the nearest release that names them. */
  private void depositDistances(LineageRelease start, Map<String, Integer> up) {
    Map<String, Integer> distances = new HashMap<>();
    start.deposits().forEach(deposit -> distances.put(deposit, 1));
    up.forEach(
        (event, distance) ->
            Objects.requireNonNull(releases.get(event))
                .deposits()
                .forEach(deposit -> distances.merge(deposit, distance + 1, Math::min)));
    for (LineageDeposit deposit : lineage.deposits()) {
      Integer distance = distances.get(deposit.event());
      if (distance != null && deposit.distance().orElse(distance) != distance) {
        add(BundleFlaw.LINEAGE, "tells another distance of %s".formatted(deposit.event()));
      }
    }
  }

  /** Everything that the release was made from is told, as far as the service looks. */
  private void sources(LineageRelease start, Map<String, Integer> up) {
    List<LineageRelease> readable = new ArrayList<>(List.of(start));
    up.forEach(
        (event, distance) -> {
          if (distance < MOST_GENERATIONS) {
            readable.add(Objects.requireNonNull(releases.get(event)));
          }
        });
    for (LineageRelease release : readable) {
      for (String parent : release.parents()) {
        if (!releases.containsKey(parent)) {
          add(
              BundleFlaw.LINEAGE,
              "leaves out %s, from which %s was made".formatted(parent, release.event()));
        }
      }
    }
  }

  /** How many generations each release in this place is from the first one, by parents alone. */
  private Map<String, Integer> generations(LineageRelease start, LineagePlace place) {
    Map<String, Integer> distances = new HashMap<>();
    Collection<String> generation = List.of(start.event());
    for (int distance = 1; !generation.isEmpty(); distance++) {
      Set<String> next = new HashSet<>();
      for (LineageRelease release : lineage.releases()) {
        if (release.place() == place
            && !distances.containsKey(release.event())
            && isNext(release, generation, place)) {
          next.add(release.event());
        }
      }
      for (String event : next) {
        distances.put(event, distance);
      }
      generation = next;
    }
    return distances;
  }

  private boolean isNext(
      LineageRelease release, Collection<String> generation, LineagePlace place) {
    return place == LineagePlace.DOWN
        ? release.parents().stream().anyMatch(generation::contains)
        : generation.stream()
            .anyMatch(
                event ->
                    Objects.requireNonNull(releases.get(event))
                        .parents()
                        .contains(release.event()));
  }

  private void tied(LineageRelease release, Map<String, Integer> distances) {
    Integer distance = distances.get(release.event());
    if (distance == null) {
      add(BundleFlaw.LINEAGE, "ties %s to nothing".formatted(release.event()));
    } else if (release.distance().isPresent() && release.distance().getAsLong() != distance) {
      add(BundleFlaw.LINEAGE, "tells another distance of %s".formatted(release.event()));
    }
  }

  private void listed() {
    Set<String> deposits = new HashSet<>();
    Set<String> parents = new HashSet<>();
    for (LineageRelease release : lineage.releases()) {
      deposits.addAll(release.deposits());
      parents.addAll(release.parents());
    }
    deposits(deposits);
    for (LineageRelease release : lineage.releases()) {
      boolean isFirst = release.distance().isPresent() && release.distance().getAsLong() == 0;
      boolean isTied =
          question.direction() == EvidenceQuestion.Direction.UP
              ? parents.contains(release.event())
              : release.parents().stream().anyMatch(releases::containsKey);
      if (isFirst && !isAskedAbout(release)) {
        add(
            BundleFlaw.QUESTION,
            "begins from %s, which was not asked about".formatted(release.event()));
      } else if (!isFirst && !isTied) {
        add(BundleFlaw.LINEAGE, "ties %s to nothing".formatted(release.event()));
      }
    }
    for (LineageDeposit deposit : lineage.deposits()) {
      if (deposit.distance().isPresent()) {
        add(BundleFlaw.LINEAGE, "tells a distance of %s".formatted(deposit.event()));
      }
    }
    listedDistances();
    counts();
  }

  /** As far as everything is shown: what is not shown may be nearer by. */
  private void listedDistances() {
    if (!lineage.releases().stream().allMatch(this::isWhollyShown)) {
      return;
    }
    Map<String, Integer> distances = new HashMap<>();
    Collection<LineageRelease> generation =
        lineage.releases().stream().filter(this::isAskedAbout).toList();
    for (int distance = 0; !generation.isEmpty(); distance++) {
      for (LineageRelease release : generation) {
        distances.put(release.event(), distance);
      }
      Set<String> nearer = distances.keySet();
      Collection<LineageRelease> last = generation;
      generation =
          lineage.releases().stream()
              .filter(release -> !nearer.contains(release.event()) && follows(release, last))
              .toList();
    }
    for (LineageRelease release : lineage.releases()) {
      long told = release.distance().orElse(-1);
      Integer distance = distances.get(release.event());
      if (distance != null && told >= 0 && told != distance) {
        add(BundleFlaw.LINEAGE, "tells another distance of %s".formatted(release.event()));
      }
    }
  }

  private boolean isWhollyShown(LineageRelease release) {
    OpenedEntry entry =
        release.index().isPresent() ? entries.get(release.index().getAsLong()) : null;
    return entry != null && entry.isShown();
  }

  private boolean follows(LineageRelease release, Collection<LineageRelease> last) {
    return question.direction() == EvidenceQuestion.Direction.UP
        ? last.stream().anyMatch(child -> child.parents().contains(release.event()))
        : last.stream().anyMatch(parent -> release.parents().contains(parent.event()));
  }

  private boolean isAskedAbout(LineageRelease release) {
    if (question.from() == EvidenceQuestion.Beginning.CHUNK) {
      return lineage.deposits().stream()
          .filter(deposit -> deposit.chunk().filter(question.id()::equals).isPresent())
          .map(LineageDeposit::event)
          .anyMatch(release.deposits()::contains);
    }
    OpenedEntry entry =
        release.index().isPresent() ? entries.get(release.index().getAsLong()) : null;
    // What is not shown is told as such; that it is another's consent is not known.
    return entry == null
        || !entry.isShown()
        || new DataReleased.Partial(entry.data())
            .consents().stream()
                .flatMap(consent -> consent.id().stream())
                .anyMatch(question.id()::equals);
  }

  private void counts() {
    JsonObject counts = lineage.json().getObject("counts");
    count(counts, "releases", lineage.releases().stream().filter(LineageRelease::isShown).count());
    count(counts, "deposits", lineage.deposits().size());
    steps(counts);
    for (LineageOutcome.Kind kind : LineageOutcome.Kind.values()) {
      count(
          counts,
          kind.wireName(),
          lineage.releases().stream().filter(release -> release.outcome(kind).isPresent()).count());
    }
  }

  private void steps(JsonObject counts) {
    JsonObject.Builder found = JsonObject.builder();
    lineage.releases().stream()
        .flatMap(release -> release.text("step").stream())
        .collect(Collectors.groupingBy(step -> step, TreeMap::new, Collectors.counting()))
        .forEach(found::put);
    if (counts.findObject("steps").filter(told -> !told.equals(found.build())).isPresent()) {
      add(BundleFlaw.LINEAGE, "counts other steps than it lists");
    }
  }

  private void count(JsonObject counts, String name, long found) {
    if (counts.findInteger(name).filter(told -> told != found).isPresent()) {
      add(BundleFlaw.LINEAGE, "counts other %s than it lists".formatted(name));
    }
  }

  /** The deposits that are told are those that the releases name. */
  private void deposits(Set<String> named) {
    Set<String> told =
        lineage.deposits().stream().map(LineageDeposit::event).collect(Collectors.toSet());
    if (!told.equals(named)) {
      add(BundleFlaw.LINEAGE, "tells other deposits than its releases name");
    }
  }

  private void add(BundleFlaw flaw, String detail) {
    findings.add(new BundleFinding(flaw, EvidenceBundle.LINEAGE, detail));
  }
}
