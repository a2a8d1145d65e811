package dev.tallystick.consent.publication;

import dev.tallystick.consent.publication.TrafficJson.AttemptJson;
import dev.tallystick.consent.publication.TrafficJson.FlowJson;
import dev.tallystick.consent.publication.TrafficProjection.Way;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalLong;

/** Makes the page of what goes between parties, for everybody. It names no person. */
@Singleton
class TrafficPage {
  private final LiveState live;
  private final TrafficProjection traffic;
  private final DirectSaleProjection attempts;

  TrafficPage(LiveState live, TrafficProjection traffic, DirectSaleProjection attempts) {
    this.live = live;
    this.traffic = traffic;
    this.attempts = attempts;
  }

  /** The page as of now. */
  TrafficJson now() {
    State state = live.current();
    return new TrafficJson(
        traffic.all().entrySet().stream()
            .filter(way -> way.getValue().shown().isPresent())
            .map(way -> flow(state, way))
            .sorted(
                Comparator.comparingLong(FlowJson::releases)
                    .reversed()
                    .thenComparing(FlowJson::from)
                    .thenComparing(FlowJson::to))
            .toList(),
        attempts.attempts().entrySet().stream()
            .map(way -> attempt(state, way))
            .sorted(Comparator.comparing(AttemptJson::from).thenComparing(AttemptJson::to))
            .toList(),
        state.size());
  }

  private static FlowJson flow(State state, Map.Entry<Way, Traffic> way) {
    Traffic flow = way.getValue();
    return new FlowJson(
        way.getKey().from(),
        name(state, way.getKey().from()),
        way.getKey().to(),
        name(state, way.getKey().to()),
        flow.shown().orElseThrow(),
        flow.shownCategories().stream().toList(),
        flow.shownPurposes().stream().toList());
  }

  private static AttemptJson attempt(State state, Map.Entry<Way, Traffic> way) {
    OptionalLong shown = way.getValue().shown();
    return new AttemptJson(
        way.getKey().from(),
        name(state, way.getKey().from()),
        way.getKey().to(),
        name(state, way.getKey().to()),
        shown.isPresent() ? shown.getAsLong() : null);
  }

  private static String name(State state, String party) {
    return state
        .party(party)
        .filter(one -> one.isRegistered())
        .map(one -> one.details().legalName())
        .orElse(party);
  }
}
