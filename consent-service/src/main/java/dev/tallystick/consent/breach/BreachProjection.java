package dev.tallystick.consent.breach;

import dev.tallystick.consent.state.LoggedData;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.type.BreachAuthorityTold;
import dev.tallystick.events.type.BreachDetected;
import dev.tallystick.events.type.BreachPeopleTold;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The breaches, as the log tells them. Names no person. Thread-safe. */
@Singleton
class BreachProjection implements StateListener {
  private final Map<String, Breach> breaches = new ConcurrentHashMap<>();

  @Override
  public void taken(LoggedEvent event, State after) {
    Instant at = Instant.ofEpochMilli(event.recordedMillis());
    switch (event.stub().type()) {
      case BreachDetected.NAME ->
          LoggedData.read(event, BreachDetected::read)
              .map(Breach::of)
              .ifPresent(breach -> breaches.putIfAbsent(breach.id(), breach));
      case BreachAuthorityTold.NAME ->
          LoggedData.read(event, BreachAuthorityTold::read)
              .ifPresent(
                  told ->
                      change(told.breach().value(), told.party(), b -> b.withAuthorityTold(at)));
      case BreachPeopleTold.NAME ->
          LoggedData.read(event, BreachPeopleTold::read)
              .ifPresent(
                  told ->
                      change(
                          told.breach().value(),
                          told.party(),
                          breach ->
                              event.subject().isPresent()
                                  ? breach.withOneMoreTold()
                                  : breach.withAnnounced(at)));
      default -> {
        // Nothing about breaches.
      }
    }
  }

  private void change(String id, String party, UnaryOperator<Breach> change) {
    breaches.computeIfPresent(
        id, (key, breach) -> breach.said().party().equals(party) ? change.apply(breach) : breach);
  }

  @Override
  public String snapshotName() {
    return "dev.tallystick.consent.breach";
  }

  @Override
  public byte[] kept() {
    return KeptBreaches.write(breaches.values());
  }

  @Override
  public void restored(State state, byte[] kept) {
    breaches.clear();
    KeptBreaches.read(kept).forEach(breach -> breaches.put(breach.id(), breach));
  }

  Optional<Breach> find(String id) {
    return Optional.ofNullable(breaches.get(id));
  }

  /** Those of one party or of all, the newest first. */
  List<Breach> all(Optional<String> party) {
    return breaches.values().stream()
        .filter(breach -> party.isEmpty() || party.get().equals(breach.said().party()))
        .sorted(
            Comparator.comparing((Breach breach) -> breach.said().detectedAt())
                .reversed()
                .thenComparing(Breach::id))
        .toList();
  }
}
