package dev.tallystick.consent.publication;

import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much has gone from whom to whom, as the log tells it: a few numbers for each two parties, and
 * nothing about persons. Thread-safe.
 */
@Singleton
class TrafficProjection implements StateListener {
  private final Map<Way, Traffic> ways = new ConcurrentHashMap<>();

  /** From one party to another. */
  record Way(String from, String to) {}

  @Override
  public void taken(LoggedEvent event, State after) {
    if (!event.stub().type().equals(DataReleased.NAME)) {
      return;
    }
    DataReleased.Partial released = new DataReleased.Partial(event.data());
    Optional<String> from = released.from();
    Optional<String> to = released.to();
    if (from.isPresent() && to.isPresent()) {
      ways.merge(
          new Way(from.get(), to.get()),
          Traffic.NONE.plus(released.categories(), purpose(released)),
          (before, one) -> before.plus(released.categories(), purpose(released)));
    }
  }

  private static Optional<String> purpose(DataReleased.Partial released) {
    return released.endPurpose().or(released::purpose);
  }

  @Override
  public String snapshotName() {
    return "dev.tallystick.consent.publication";
  }

  @Override
  public byte[] kept() {
    return KeptTraffic.write(ways);
  }

  @Override
  public void restored(State state, byte[] kept) {
    ways.clear();
    ways.putAll(KeptTraffic.read(kept));
  }

  /** All that has gone, by from whom to whom. */
  Map<Way, Traffic> all() {
    return Map.copyOf(ways);
  }

  /** What has gone from a party, by who got it. */
  NavigableMap<String, Traffic> from(String party) {
    NavigableMap<String, Traffic> found = new TreeMap<>();
    ways.forEach(
        (way, traffic) -> {
          if (way.from().equals(party)) {
            found.put(way.to(), traffic);
          }
        });
    return found;
  }

  /** What has come to a party, by whom it came from. */
  NavigableMap<String, Traffic> to(String party) {
    NavigableMap<String, Traffic> found = new TreeMap<>();
    ways.forEach(
        (way, traffic) -> {
          if (way.to().equals(party)) {
            found.put(way.from(), traffic);
          }
        });
    return found;
  }
}
