package dev.tallystick.consent.publication;

import dev.tallystick.consent.publication.TrafficProjection.Way;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often a platform has tried to hand data to a lender directly, and was refused by the rule
 * that closes that way (R01), as the log tells it: a number for each two parties, and nothing about
 * persons. What a lender asks of a platform is not counted: the platform has not done anything.
 * Thread-safe.
 */
@Singleton
class DirectSaleProjection implements StateListener {
  private static final String CLOSED_EDGE = "R01";

  private final Map<Way, Traffic> ways = new ConcurrentHashMap<>();

  @Override
  public void taken(LoggedEvent event, State after) {
    if (!event.stub().type().equals(DataDenied.NAME)) {
      return;
    }
    DataDenied.Partial denied = new DataDenied.Partial(event.data());
    List<String> rules = denied.ruleIds();
    boolean isDirect = !rules.isEmpty() && rules.get(rules.size() - 1).equals(CLOSED_EDGE);
    Optional<String> from = denied.from();
    Optional<String> to = denied.to();
    // Whoever is to get it may ask too, of any platform: that is no attempt of the platform's.
    boolean isTried = from.isPresent() && denied.caller().equals(from);
    if (isDirect && isTried && to.isPresent()) {
      // The entry that closes a series tells how often it was repeated since its first.
      long times = denied.repeats().orElse(1);
      ways.merge(new Way(from.get(), to.get()), Traffic.NONE.plus(times), Traffic::plus);
    }
  }

  /** The attempts so far, by who tried and who was to get it. */
  Map<Way, Traffic> attempts() {
    return Map.copyOf(ways);
  }

  @Override
  public String snapshotName() {
    return "dev.tallystick.consent.publication.direct-sales-by-seller";
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
}
