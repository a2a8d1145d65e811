package dev.tallystick.audit.release;

import dev.tallystick.audit.document.LineageTotals;
import dev.tallystick.audit.document.PairTotal;
import dev.tallystick.audit.document.PartyTotal;
import dev.tallystick.audit.index.WalkedRelease;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a lineage comes to: how many releases there are, about how many people, and who has them.
 */
final class LineageCounts {
  private final List<WalkedRelease> releases;

  /** Of the releases that the reader may see. */
  LineageCounts(List<WalkedRelease> releases) {
    this.releases = List.copyOf(releases);
  }

  /** The labels of the parties that got or gave something. */
  Set<Hash> parties() {
    Map<Hash, Boolean> labels = new HashMap<>();
    for (WalkedRelease release : releases) {
      labels.put(release.from(), true);
      labels.put(release.to(), true);
    }
    return labels.keySet();
  }

  /**
   * The sums.
   *
   * @param deposits how many deposits the records came in
   */
  JsonObject json(long deposits) {
    Map<String, Long> steps = new TreeMap<>();
    releases.forEach(release -> steps.merge(release.step(), 1L, Long::sum));
    JsonObject.Builder bySteps = JsonObject.builder();
    steps.forEach(bySteps::put);
    return LineageTotals.builder()
        .releases(releases.size())
        .steps(bySteps.build())
        .people(releases.stream().map(WalkedRelease::subject).distinct().count())
        .deposits(deposits)
        .held(count(releases, WalkedRelease.State::isHeld))
        .acknowledged(count(releases, WalkedRelease.State::acknowledged))
        .undelivered(count(releases, WalkedRelease.State::undelivered))
        .destroyed(count(releases, WalkedRelease.State::destroyed))
        .build()
        .toJson();
  }

  /** Who got something: how much, and how much of it they still have. */
  List<JsonObject> holders(Function<Hash, String> names, Function<Hash, JsonObject> more) {
    return grouped(
        WalkedRelease::to,
        names,
        (label, those) ->
            new PartyTotal(
                    names.apply(label),
                    those.size(),
                    OptionalLong.of(count(those, WalkedRelease.State::isHeld)))
                .toJson()
                .with(more.apply(label)));
  }

  /** Who gave to whom, and how much of it is still held: the whole as a graph of parties. */
  List<JsonObject> pairs(Function<Hash, String> names) {
    Map<Pair, List<WalkedRelease>> groups = new HashMap<>();
    for (WalkedRelease release : releases) {
      Pair pair = new Pair(names.apply(release.from()), names.apply(release.to()), release.step());
      groups.computeIfAbsent(pair, any -> new ArrayList<>()).add(release);
    }
    return groups.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Pair.ORDER))
        .map(
            group ->
                new PairTotal(
                        group.getKey().from(),
                        group.getKey().to(),
                        group.getKey().step(),
                        group.getValue().size(),
                        count(group.getValue(), WalkedRelease.State::isHeld))
                    .toJson())
        .toList();
  }

  /** Two parties, and by which leg one gave to the other. */
  private record Pair(String from, String to, String step) {
    static final Comparator<Pair> ORDER =
        Comparator.comparing(Pair::step).thenComparing(Pair::from).thenComparing(Pair::to);
  }

  /** Who gave something. */
  List<JsonObject> sources(Function<Hash, String> names) {
    return grouped(
        WalkedRelease::from,
        names,
        (label, those) ->
            new PartyTotal(names.apply(label), those.size(), OptionalLong.empty()).toJson());
  }

  /** Writes a party and its releases. */
  private interface Line {
    JsonObject of(Hash label, List<WalkedRelease> releases);
  }

  private List<JsonObject> grouped(
      Function<WalkedRelease, Hash> side, Function<Hash, String> names, Line line) {
    Map<Hash, List<WalkedRelease>> groups = new HashMap<>();
    releases.forEach(
        release ->
            groups.computeIfAbsent(side.apply(release), any -> new ArrayList<>()).add(release));
    Map<String, JsonObject> lines = new TreeMap<>();
    groups.forEach((label, those) -> lines.put(names.apply(label), line.of(label, those)));
    return List.copyOf(lines.values());
  }

  private static long count(
      Collection<WalkedRelease> releases, Predicate<WalkedRelease.State> state) {
    return releases.stream().map(WalkedRelease::state).filter(state).count();
  }
}
