package dev.tallystick.portal.board;

import dev.tallystick.portal.document.DirectAttempt;
import dev.tallystick.portal.document.NamedPublisher;
import dev.tallystick.portal.document.PartyFlow;
import dev.tallystick.portal.document.PartyTraffic;
import dev.tallystick.portal.document.ToldPartner;
import dev.tallystick.portal.document.ToldPrice;
import dev.tallystick.portal.document.ToldPublication;
import dev.tallystick.portal.document.ToldTariff;
import dev.tallystick.portal.graph.DrawGraph;
import dev.tallystick.portal.graph.DrawnGraph;
import dev.tallystick.portal.graph.GraphEdge;
import dev.tallystick.portal.graph.GraphNode;
import dev.tallystick.portal.graph.Layers;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import dev.tallystick.web.ToldInstants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes what services tell everybody readable. */
public final class MarketViews {
  private final ReaderText text;
  private final MarketMessages say;

  MarketViews(ReaderText text) {
    this.text = text;
    this.say = Bundles.get(MarketMessages.class, text.locale());
  }

  /** Refused attempts of one party to hand data to another. */
  public record Attempt(String from, String to, String times) {}

  /** What goes between parties, as a graph and as a table. */
  public record Flows(DrawnGraph graph, List<Flow> flows) {
    /** Copies the list. */
    public Flows {
      flows = List.copyOf(flows);
    }
  }

  /** What goes from one party to another. */
  public record Flow(String from, String to, String times, String categories, String purposes) {}

  /** A party that publishes. */
  public record Publisher(String id, String name, String role) {}

  /** What a party publishes. */
  public record Publication(
      String name,
      String role,
      List<Category> categories,
      String contact,
      List<Partner> sources,
      List<Partner> recipients) {
    /** Copies the lists. */
    public Publication {
      categories = List.copyOf(categories);
      sources = List.copyOf(sources);
      recipients = List.copyOf(recipients);
    }
  }

  /**
   * A kind of data.
   *
   * @param sensitive whether the rule pack calls it sensitive
   */
  public record Category(String name, boolean sensitive) {}

  /** Another party, and what goes to it or comes from it. */
  public record Partner(
      String id, String name, String role, String categories, String purposes, String times) {}

  /**
   * Prices of a bureau.
   *
   * @param state whether they hold, will, or did
   */
  public record Tariff(String title, String state, List<Price> prices) {
    /** Copies the list. */
    public Tariff {
      prices = List.copyOf(prices);
    }
  }

  /** A price. */
  public record Price(
      String line, String payer, String what, String userClass, String amount, String dedup) {}

  List<Attempt> attempts(PartyTraffic.Partial traffic) {
    return traffic.directSales().stream().map(this::attempt).toList();
  }

  private Attempt attempt(DirectAttempt.Partial one) {
    return new Attempt(
        one.fromName().or(one::from).orElse("?"),
        one.toName().or(one::to).orElse("?"),
        one.attempts().isPresent()
            ? say.atLeast(text.number(one.attempts().getAsLong()))
            : say.few());
  }

  Flows flows(PartyTraffic.Partial traffic) {
    Map<String, String> names = new HashMap<>();
    List<GraphEdge> edges = new ArrayList<>();
    for (PartyFlow.Partial flow : traffic.flows()) {
      String from = flow.from().orElse("?");
      String to = flow.to().orElse("?");
      names.put(from, flow.fromName().orElse(from));
      names.put(to, flow.toName().orElse(to));
      edges.add(new GraphEdge(from, to, text.number(flow.releases().orElse(0))));
    }
    List<GraphNode> nodes = new ArrayList<>();
    Layers.of(edges)
        .forEach(
            (party, layer) ->
                nodes.add(
                    new GraphNode(
                        party,
                        layer,
                        names.getOrDefault(party, party),
                        party,
                        List.of("node", "party"),
                        "/board/collects/" + party)));
    return new Flows(
        new DrawGraph(nodes, edges).draw(Set.of()),
        traffic.flows().stream()
            .map(
                flow ->
                    new Flow(
                        flow.fromName().orElse("?"),
                        flow.toName().orElse("?"),
                        say.atLeast(text.number(flow.releases().orElse(0))),
                        Words.of(text.locale()).categories(flow.categories()),
                        purposes(flow.purposes())))
            .toList());
  }

  List<Publisher> publishers(List<NamedPublisher.Partial> publishers) {
    return publishers.stream()
        .map(
            one ->
                new Publisher(
                    one.party().orElse("?"),
                    one.name().orElse("?"),
                    say.role(one.role().orElse("?"))))
        .toList();
  }

  Publication publication(ToldPublication.Partial page) {
    return new Publication(
        page.name().orElse("?"),
        say.role(page.role().orElse("?")),
        page.categories().stream()
            .map(
                one ->
                    new Category(
                        Words.of(text.locale()).category(one.category().orElse("?")),
                        one.tiers().contains("S")))
            .toList(),
        page.objection().flatMap(one -> one.contact()).orElse(""),
        page.sources().stream().map(this::partner).toList(),
        page.recipients().stream().map(this::partner).toList());
  }

  private Partner partner(ToldPartner.Partial one) {
    return new Partner(
        one.party().orElse("?"),
        one.name().orElse("?"),
        say.role(one.role().orElse("?")),
        Words.of(text.locale()).categories(one.categories()),
        purposes(one.purposes()),
        one.releases().isPresent()
            ? say.atLeast(text.number(one.releases().getAsLong()))
            : say.few());
  }

  private String purposes(List<String> codes) {
    return Words.of(text.locale())
        .list(codes.stream().map(Words.of(text.locale())::purpose).toList());
  }

  /** The newest first; of those whose time has come the newest holds. */
  List<Tariff> tariffs(List<ToldTariff.Partial> tariffs) {
    List<Tariff> views = new ArrayList<>();
    boolean isFound = false;
    for (ToldTariff.Partial tariff : tariffs) {
      Optional<Instant> from = tariff.effectiveFrom().flatMap(ToldInstants::find);
      boolean isToCome = from.filter(at -> at.isAfter(text.now())).isPresent();
      String state = isToCome ? "TO_COME" : isFound ? "OVER" : "IN_FORCE";
      isFound |= !isToCome;
      String currency = tariff.currency().orElse("?");
      views.add(
          new Tariff(
              say.tariffTitle(
                  text.number(tariff.version().orElse(0)),
                  tariff.effectiveFrom().map(text::dayOfInstant).orElse("?")),
              say.tariffState(state),
              tariff.lines().stream().map(line -> price(line, currency)).toList()));
    }
    return views;
  }

  private Price price(ToldPrice.Partial line, String currency) {
    return new Price(
        line.line().orElse("?"),
        say.payer(line.payer().orElse("?")),
        line.product().or(line::service).orElse(""),
        line.userClass().orElse(""),
        text.money(line.amount().orElse(0), currency),
        say.dedup(line.dedup().orElse("LOCAL_DAY")));
  }
}
