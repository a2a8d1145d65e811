package dev.tallystick.consent.publication;

import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.consent.publication.PublicationJson.CategoryJson;
import dev.tallystick.consent.publication.PublicationJson.FormatJson;
import dev.tallystick.consent.publication.PublicationJson.ObjectionJson;
import dev.tallystick.consent.publication.PublicationJson.PartnerJson;
import dev.tallystick.consent.publication.PublicationsJson.PublisherJson;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Makes what parties publish of what the log says of them. */
@Singleton
class Publications {
  private static final Set<String> PUBLISHERS = Set.of("BUREAU", "LENDER", "PLATFORM");
  private static final FormatJson FORMAT = new FormatJson("application/json", "/v1/schemas");
  private static final String OBJECT = "POST /v1/me/objections";

  private final LiveState live;
  private final TrafficProjection traffic;
  private final PackInForce packs;
  private final Clock clock;

  Publications(LiveState live, TrafficProjection traffic, PackInForce packs, Clock clock) {
    this.live = live;
    this.traffic = traffic;
    this.packs = packs;
    this.clock = clock;
  }

  /** Everybody who has a page. */
  PublicationsJson all() {
    return new PublicationsJson(
        live.current().parties().stream()
            .filter(Publications::publishes)
            .map(party -> new PublisherJson(party.id(), name(party), role(party)))
            .sorted(Comparator.comparing(PublisherJson::party))
            .toList());
  }

  /** The page of a party, if it has one. */
  @EnforcesRule("R57")
  Optional<PublicationJson> of(String id) {
    State state = live.current();
    return state.party(id).filter(Publications::publishes).map(party -> page(state, party));
  }

  private PublicationJson page(State state, Party party) {
    String id = party.id();
    Inventory inventory = new Inventory(state, clock.millis());
    NavigableMap<String, Traffic> given = traffic.from(id);
    NavigableMap<String, Traffic> got = traffic.to(id);
    List<PartnerJson> sources =
        partners(inventory, inventory.providersOf(id), got, other -> inventory.agreed(other, id));
    List<PartnerJson> recipients =
        partners(inventory, inventory.receiversOf(id), given, other -> inventory.agreed(id, other));
    NavigableSet<String> categories = new TreeSet<>(inventory.filed(party));
    given.values().forEach(flow -> categories.addAll(flow.shownCategories()));
    got.values().forEach(flow -> categories.addAll(flow.shownCategories()));
    Optional<Pack> pack = packs.find();
    return new PublicationJson(
        id,
        name(party),
        role(party),
        categories.stream().map(category -> category(category, pack)).toList(),
        FORMAT,
        new ObjectionJson(
            party.details().contact(), OBJECT, pack.map(Pack::complaintRoutes).orElse(Map.of())),
        sources,
        recipients,
        state.size());
  }

  /** What two parties have agreed on, if they have. */
  interface Agreed {
    Optional<Inventory.Terms> with(String other);
  }

  private static List<PartnerJson> partners(
      Inventory inventory, Set<String> agreed, NavigableMap<String, Traffic> flows, Agreed terms) {
    NavigableSet<String> others = new TreeSet<>(agreed);
    // Whom something went to without an agreement that still holds is told too, if it was often.
    flows.forEach(
        (other, flow) -> {
          if (flow.shown().isPresent()) {
            others.add(other);
          }
        });
    List<PartnerJson> partners = new ArrayList<>();
    for (String other : others) {
      Traffic flow = flows.getOrDefault(other, Traffic.NONE);
      partners.add(partner(inventory, other, terms.with(other), flow));
    }
    return partners;
  }

  private static PartnerJson partner(
      Inventory inventory, String other, Optional<Inventory.Terms> terms, Traffic flow) {
    NavigableSet<String> categories = flow.shownCategories();
    NavigableSet<String> purposes = flow.shownPurposes();
    terms.ifPresent(
        agreed -> {
          categories.addAll(agreed.categories());
          purposes.addAll(agreed.purposes());
        });
    Optional<Party> party = inventory.party(other);
    OptionalLong releases = flow.shown();
    return new PartnerJson(
        other,
        party.map(Publications::name).orElse(other),
        party.map(Publications::role).orElse(""),
        terms.map(Inventory.Terms::kind).orElse(null),
        List.copyOf(categories),
        List.copyOf(purposes),
        releases.isPresent() ? releases.getAsLong() : null);
  }

  private static CategoryJson category(String code, Optional<Pack> pack) {
    return new CategoryJson(
        code,
        pack.flatMap(rules -> rules.category(code))
            .map(category -> List.copyOf(category.tiers()))
            .orElse(List.of()));
  }

  private static boolean publishes(Party party) {
    return party.role().filter(PUBLISHERS::contains).isPresent();
  }

  private static String name(Party party) {
    return party.details().legalName();
  }

  private static String role(Party party) {
    return party.role().orElse("");
  }
}
