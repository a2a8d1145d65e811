package dev.tallystick.tally.audit;

import dev.tallystick.events.type.PackActivated;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which rule pack was in force when, as the log says. Not thread-safe. */
final class LoggedPacks {
  private final PackShelf shelf;

  /** The activations, by the instant from which they count and their place in the log. */
  private final Map<Moment, PackActivated> activations =
      new TreeMap<>(Comparator.comparing(Moment::millis).thenComparing(Moment::index));

  private record Moment(long millis, long index) {}

  LoggedPacks(PackShelf shelf) {
    this.shelf = shelf;
  }

  /** Sees an entry; in log order. */
  void see(AuditedEntry entry) {
    entry
        .data(PackActivated.NAME, PackActivated::read)
        .filter(activated -> activated.family().equals(shelf.family()))
        .ifPresent(
            activated ->
                activations.put(
                    new Moment(activated.effectiveFrom().toEpochMilli(), entry.index()),
                    activated));
  }

  /** The pack in force at a time; nothing if there is none, or its text is not at hand. */
  Optional<Pack> at(long millis) {
    Optional<PackActivated> latest = Optional.empty();
    for (Map.Entry<Moment, PackActivated> one : activations.entrySet()) {
      if (one.getKey().millis() <= millis) {
        latest = Optional.of(one.getValue());
      }
    }
    return latest.flatMap(activated -> shelf.find(activated.digest()));
  }
}
