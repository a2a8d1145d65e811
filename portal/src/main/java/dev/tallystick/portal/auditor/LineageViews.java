package dev.tallystick.portal.auditor;

import dev.tallystick.portal.auditor.LineageView.Keeper;
import dev.tallystick.portal.auditor.LineageView.Link;
import dev.tallystick.portal.auditor.LineageView.Origin;
import dev.tallystick.portal.auditor.LineageView.Pair;
import dev.tallystick.portal.auditor.LineageView.Row;
import dev.tallystick.portal.auditor.LineageView.Source;
import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.LineageAnswer;
import dev.tallystick.portal.document.LineageKeeper;
import dev.tallystick.portal.document.LineageOrigin;
import dev.tallystick.portal.document.LineagePair;
import dev.tallystick.portal.document.LineageRelease;
import dev.tallystick.portal.document.LineageSums;
import dev.tallystick.portal.graph.DrawGraph;
import dev.tallystick.portal.graph.FindChain;
import dev.tallystick.portal.graph.GraphNode;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import dev.tallystick.web.ToldInstants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a lineage readable. */
final class LineageViews {
  private final LineageAsk ask;
  private final ReaderText text;
  private final Names names;
  private final AuditorMessages say;

  LineageViews(LineageAsk ask, ReaderText text, Names names) {
    this.ask = ask;
    this.text = text;
    this.names = names;
    this.say = Bundles.get(AuditorMessages.class, text.locale());
  }

  LineageView of(LineageAnswer.Partial answer) {
    LineageGraph graph = new LineageGraph(ask, names, text, say);
    LineageGraph.Shape all = graph.ofAll(answer);
    // A page of something longer would be a torn graph: the parties are the whole.
    boolean isWhole =
        answer.next().isEmpty() && ask.cursor().isEmpty() && all.nodes().size() <= LineageAsk.MOST;
    LineageGraph.Shape shape = isWhole ? all : graph.ofParties(answer);
    List<String> chain = chain(answer, graph, all);
    Map<String, Source> sources = sources(answer);
    boolean isDrawn = !shape.nodes().isEmpty() && shape.nodes().size() <= LineageAsk.MOST;
    return new LineageView(
        answer.counts().map(this::sums).orElse(""),
        answer.complete().orElse(false),
        isDrawn
            ? Optional.of(new DrawGraph(shape.nodes(), shape.edges()).draw(new HashSet<>(chain)))
            : Optional.empty(),
        !isWhole,
        answer.releases().stream().map(release -> row(release, sources)).toList(),
        answer.deposits().stream().map(this::origin).toList(),
        answer.pairs().stream().map(this::pair).toList(),
        answer.holders().stream().map(this::keeper).toList(),
        ask.target().map(target -> links(chain, all)),
        answer.next());
  }

  private List<String> chain(
      LineageAnswer.Partial answer, LineageGraph graph, LineageGraph.Shape all) {
    if (ask.target().isEmpty()) {
      return List.of();
    }
    Set<String> starts =
        ask.thing().kind() == Thing.Kind.CHUNK
            ? graph.meant(answer, ask.thing().id())
            : LineageGraph.starts(answer);
    return new FindChain(all.edges()).between(starts, graph.meant(answer, ask.target().get()));
  }

  private static List<Link> links(List<String> chain, LineageGraph.Shape shape) {
    Map<String, GraphNode> nodes = new HashMap<>();
    shape.nodes().forEach(node -> nodes.put(node.id(), node));
    List<Link> links = new ArrayList<>();
    for (String id : chain) {
      GraphNode node = nodes.get(id);
      if (node != null) {
        links.add(new Link(node.title(), node.line(), node.address()));
      }
    }
    return links;
  }

  private String sums(LineageSums.Partial counts) {
    return say.sums(
        text.number(counts.releases().orElse(0)),
        text.number(counts.people().orElse(0)),
        text.number(counts.deposits().orElse(0)),
        text.number(counts.held().orElse(0)));
  }

  /** A release as a line of a table of its own, without what it was made of. */
  Row row(LineageRelease.Partial release) {
    return row(release, Map.of());
  }

  private Row row(LineageRelease.Partial release, Map<String, Source> sources) {
    String id = release.event().orElse("");
    if (release.to().isEmpty()) {
      return new Row(id, "", "", say.outside(), "", "", "", "", "", "", "", List.of());
    }
    return new Row(
        id,
        ask.addressOf(new Thing(Thing.Kind.RELEASE, id)),
        moment(release.recordedAt()),
        release.from().map(names::of).orElse("?"),
        release.to().map(names::of).orElse("?"),
        say.step(release.step().orElse("?")),
        release.endPurpose().or(release::purpose).orElse(""),
        say.state(LineageState.of(release).name()),
        release
            .fee()
            .map(fee -> text.money(fee.amount().orElse(0), fee.currency().orElse("?")))
            .orElse(""),
        release.release().orElse(""),
        place(release.index()),
        Stream.concat(
                release.parents().stream().map(parent -> source(parent, "RELEASE", sources)),
                release.deposits().stream().map(deposit -> source(deposit, "CHUNK", sources)))
            .toList());
  }

  /** The rows of the page, as what something was made of. */
  private static Map<String, Source> sources(LineageAnswer.Partial answer) {
    Map<String, Source> sources = new HashMap<>();
    for (LineageOrigin.Partial deposit : answer.deposits()) {
      String id = deposit.event().orElse("");
      sources.put(id, new Source(id, label(id, deposit.index()), "#d-" + id));
    }
    for (LineageRelease.Partial release : answer.releases()) {
      String id = release.event().orElse("");
      sources.put(id, new Source(id, label(id, release.index()), "#r-" + id));
    }
    return sources;
  }

  private Source source(String id, String kind, Map<String, Source> sources) {
    Source here = sources.get(id);
    return here != null
        ? here
        : new Source(
            id,
            label(id, OptionalLong.empty()),
            Thing.ofKnown(kind, id).map(ask::addressOf).orElse(""));
  }

  private static String label(String id, OptionalLong index) {
    return index.isPresent() ? place(index) : id.substring(0, Math.min(8, id.length())) + "…";
  }

  private static String place(OptionalLong index) {
    return index.isPresent() ? String.valueOf(index.getAsLong()) : "";
  }

  private Origin origin(LineageOrigin.Partial deposit) {
    String id = deposit.event().orElse("");
    return new Origin(
        id,
        ask.addressOf(new Thing(Thing.Kind.CHUNK, id)),
        moment(deposit.recordedAt()),
        deposit.from().map(names::of).orElseGet(say::outside),
        deposit.chunk().orElse(""),
        place(deposit.index()));
  }

  private Pair pair(LineagePair.Partial pair) {
    return new Pair(
        pair.from().map(names::of).orElse("?"),
        pair.to().map(names::of).orElse("?"),
        say.step(pair.step().orElse("?")),
        text.number(pair.releases().orElse(0)),
        text.number(pair.held().orElse(0)));
  }

  private Keeper keeper(LineageKeeper.Partial keeper) {
    String party = keeper.party().orElse("?");
    return new Keeper(
        names.of(party),
        ask.addressOf(new Thing(Thing.Kind.PARTY, party)),
        text.number(keeper.releases().orElse(0)),
        text.number(keeper.held().orElse(0)),
        keeper.told());
  }

  private String moment(Optional<String> instant) {
    return instant.map(at -> ToldInstants.moment(text, at)).orElse("");
  }
}
