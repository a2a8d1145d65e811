package dev.tallystick.portal.auditor;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.LineageAnswer;
import dev.tallystick.portal.document.LineageOrigin;
import dev.tallystick.portal.document.LineagePair;
import dev.tallystick.portal.document.LineageRelease;
import dev.tallystick.portal.graph.GraphEdge;
import dev.tallystick.portal.graph.GraphNode;
import dev.tallystick.web.ReaderText;
import dev.tallystick.web.ToldInstants;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A lineage as nodes and edges: each deposit and release by itself, or where they are too many, the
 * parties alone.
 */
final class LineageGraph {
  private final LineageAsk ask;
  private final Names names;
  private final ReaderText text;
  private final AuditorMessages say;

  LineageGraph(LineageAsk ask, Names names, ReaderText text, AuditorMessages say) {
    this.ask = ask;
    this.names = names;
    this.text = text;
    this.say = say;
  }

  /** What there is to draw. */
  record Shape(List<GraphNode> nodes, List<GraphEdge> edges) {
    Shape {
      nodes = List.copyOf(nodes);
      edges = List.copyOf(edges);
    }
  }

  /** Every deposit and release of a page. */
  Shape ofAll(LineageAnswer.Partial answer) {
    Map<String, LineageRelease.Partial> releases = new LinkedHashMap<>();
    answer.releases().stream()
        .sorted(
            Comparator.comparingLong((LineageRelease.Partial one) -> one.index().orElse(-1))
                .thenComparing(one -> one.event().orElse("")))
        .forEach(release -> release.event().ifPresent(id -> releases.put(id, release)));
    List<GraphNode> nodes = new ArrayList<>();
    List<GraphEdge> edges = new ArrayList<>();
    Set<String> deposits = new HashSet<>();
    answer.deposits().stream()
        .sorted(Comparator.comparing((LineageOrigin.Partial one) -> one.event().orElse("")))
        .forEach(
            deposit ->
                deposit
                    .event()
                    .filter(deposits::add)
                    .ifPresent(id -> nodes.add(deposit(id, deposit))));
    Map<String, Integer> layers = new HashMap<>();
    Map<String, GraphNode> beside = new LinkedHashMap<>();
    releases.forEach(
        (id, release) -> {
          int layer = 1;
          for (String parent : release.parents()) {
            layer = Math.max(layer, 1 + layers.getOrDefault(parent, 1));
            edges.add(new GraphEdge(parent, id, ""));
            if (!releases.containsKey(parent)) {
              beside.putIfAbsent(parent, beside(parent, Thing.Kind.RELEASE));
            }
          }
          for (String deposit : release.deposits()) {
            edges.add(new GraphEdge(deposit, id, ""));
            if (!deposits.contains(deposit)) {
              beside.putIfAbsent(deposit, beside(deposit, Thing.Kind.CHUNK));
            }
          }
          layers.put(id, layer);
          nodes.add(release(id, release, layer));
        });
    nodes.addAll(beside.values());
    return new Shape(nodes, edges);
  }

  /** Something that a thing was also made of, but that the question does not reach. */
  private GraphNode beside(String id, Thing.Kind kind) {
    return new GraphNode(
        id,
        kind == Thing.Kind.CHUNK ? 0 : 1,
        say.beside(),
        say.besideLine(),
        List.of("node", "stranger", "unreached"),
        Thing.ofKnown(kind.name(), id).map(ask::addressOf).orElse(""));
  }

  private GraphNode deposit(String id, LineageOrigin.Partial deposit) {
    String address = ask.addressOf(new Thing(Thing.Kind.CHUNK, id));
    return new GraphNode(
        id,
        0,
        deposit.from().map(names::of).orElseGet(say::outside),
        say.deposit(deposit.recordedAt().map(at -> ToldInstants.moment(text, at)).orElse("")),
        List.of("node", "deposit"),
        address);
  }

  private GraphNode release(String id, LineageRelease.Partial release, int layer) {
    Optional<String> to = release.to();
    if (to.isEmpty()) {
      return new GraphNode(
          id, layer, say.outside(), say.outsideLine(), List.of("node", "stranger"), "");
    }
    String title = release.from().map(names::of).orElse("?") + " → " + names.of(to.get());
    List<String> marks = new ArrayList<>(List.of("node", "release"));
    String state = LineageState.of(release).name();
    marks.add(state.toLowerCase(Locale.ROOT));
    if (release.distance().orElse(1) == 0) {
      marks.add("start");
    }
    return new GraphNode(
        id,
        layer,
        title,
        say.releaseLine(release.step().orElse("?"), say.state(state)),
        marks,
        ask.addressOf(new Thing(Thing.Kind.RELEASE, id)));
  }

  /** The parties alone, and how much went between them. */
  Shape ofParties(LineageAnswer.Partial answer) {
    Map<String, Integer> layers = new TreeMap<>();
    List<GraphEdge> edges = new ArrayList<>();
    Map<String, Long> counts = new LinkedHashMap<>();
    for (LineagePair.Partial pair : answer.pairs()) {
      Optional<String> from = pair.from();
      Optional<String> to = pair.to();
      if (from.isPresent() && to.isPresent()) {
        int layer = giverLayer(pair.step().orElse(""));
        layers.merge(from.get(), layer, Math::min);
        layers.merge(
            to.get(),
            layer + (pair.step().filter("RELEASE"::equals).isPresent() ? 2 : 1),
            Math::min);
        counts.merge(from.get() + "\n" + to.get(), pair.releases().orElse(0), Long::sum);
      }
    }
    counts.forEach(
        (ends, count) -> {
          String[] both = ends.split("\n", -1);
          edges.add(new GraphEdge(both[0], both[1], text.number(count)));
        });
    List<GraphNode> nodes = new ArrayList<>();
    layers.forEach(
        (party, layer) ->
            nodes.add(
                new GraphNode(
                    party,
                    layer,
                    names.of(party),
                    party,
                    List.of("node", "party"),
                    ask.addressOf(new Thing(Thing.Kind.PARTY, party)))));
    return new Shape(nodes, edges);
  }

  /** Platforms left, lenders right. */
  private static int giverLayer(String step) {
    return switch (step) {
      case "RELEASE_2" -> 1;
      case "ONWARD" -> 2;
      default -> 0;
    };
  }

  /** The things of a page that somebody means by an id or the name of a party. */
  Set<String> meant(LineageAnswer.Partial answer, String typed) {
    Set<String> found = new HashSet<>();
    Optional<Thing> thing = Thing.of(typed, Optional.empty(), names.byId());
    if (thing.isEmpty()) {
      return found;
    }
    String id = thing.get().id();
    for (LineageRelease.Partial release : answer.releases()) {
      boolean isMeant =
          thing.get().kind() == Thing.Kind.PARTY
              ? release.to().filter(id::equals).isPresent()
                  || release.from().filter(id::equals).isPresent()
              : release.release().filter(id::equals).isPresent()
                  || release.event().filter(id::equals).isPresent();
      if (isMeant) {
        release.event().ifPresent(found::add);
      }
    }
    for (LineageOrigin.Partial deposit : answer.deposits()) {
      boolean isMeant =
          deposit.chunk().filter(id::equals).isPresent()
              || deposit.event().filter(id::equals).isPresent()
              || (thing.get().kind() == Thing.Kind.PARTY
                  && deposit.from().filter(id::equals).isPresent());
      if (isMeant) {
        deposit.event().ifPresent(found::add);
      }
    }
    return found;
  }

  /** Where the lineage begins. */
  static Set<String> starts(LineageAnswer.Partial answer) {
    Set<String> found = new HashSet<>();
    for (LineageRelease.Partial release : answer.releases()) {
      if (release.distance().orElse(1) == 0) {
        release.event().ifPresent(found::add);
      }
    }
    return found;
  }
}
