package dev.tallystick.consent.breach;

import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.rules.pack.BreachTerms;
import dev.tallystick.rules.pack.Pack;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** By when the authority and the people are told, by the pack that was in force at the breach. */
@Singleton
class BreachClocks {
  private final PackInForce packs;

  BreachClocks(PackInForce packs) {
    this.packs = packs;
  }

  /** When something is due: the last local day, and the instant where hours count. */
  record Due(LocalDate on, Optional<Instant> at) {
    private static Due of(Duration term, Instant detected, ZoneId zone) {
      return new Due(BreachTerms.dueOn(term, detected, zone), BreachTerms.dueAt(term, detected));
    }
  }

  Due authority(Breach breach) {
    Optional<Pack> pack = pack(breach);
    return Due.of(
        pack.map(Pack::breachTerms).map(BreachTerms::authority).orElse(Duration.ZERO),
        breach.said().detectedAt(),
        zone(pack));
  }

  Due people(Breach breach) {
    Optional<Pack> pack = pack(breach);
    return Due.of(
        pack.map(Pack::breachTerms).map(BreachTerms::people).orElse(Duration.ZERO),
        breach.said().detectedAt(),
        zone(pack));
  }

  private Optional<Pack> pack(Breach breach) {
    return packs.find(breach.said().detectedAt()).or(packs::find);
  }

  private static ZoneId zone(Optional<Pack> pack) {
    return pack.map(Pack::zone).orElse(ZoneOffset.UTC);
  }
}
