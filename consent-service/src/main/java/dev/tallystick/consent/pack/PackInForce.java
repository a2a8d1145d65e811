package dev.tallystick.consent.pack;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.state.PackActivation;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The pack that decides now, and what day it is where it is at home. */
@Singleton
public class PackInForce {
  private final ConsentEventPublisher events;
  private final Packs packs;
  private final Clock clock;

  PackInForce(ConsentEventPublisher events, Packs packs, Clock clock) {
    this.events = events;
    this.packs = packs;
    this.clock = clock;
  }

  /** Empty before the first activation, or if the text is not at hand. */
  public Optional<Pack> find() {
    return find(clock.instant());
  }

  /** The pack that decided at an instant. */
  public Optional<Pack> find(Instant instant) {
    return events
        .current()
        .activePack(packs.family(), instant.toEpochMilli())
        .flatMap(active -> packs.find(Hash.fromHex(active.digest())));
  }

  /** Since when, without a break, the pack in force has been such a one; empty if it is none. */
  public Optional<Instant> since(Predicate<Pack> such) {
    long now = clock.millis();
    List<PackActivation> begun =
        events.current().packs(packs.family()).stream()
            .filter(activation -> activation.effectiveFromMillis() <= now)
            .sorted(Comparator.comparingLong(PackActivation::effectiveFromMillis))
            .toList();
    Optional<Instant> since = Optional.empty();
    for (int i = begun.size() - 1; i >= 0; i--) {
      PackActivation activation = begun.get(i);
      if (packs.find(Hash.fromHex(activation.digest())).filter(such).isEmpty()) {
        break;
      }
      since = Optional.of(Instant.ofEpochMilli(activation.effectiveFromMillis()));
    }
    return since;
  }

  /** Today, by which days of duties are told; in UTC before any pack is in force. */
  public LocalDate today() {
    return clock.instant().atZone(zone()).toLocalDate();
  }

  /** Whose midnight ends a day. */
  public ZoneId zone() {
    return find().map(Pack::zone).orElse(ZoneOffset.UTC);
  }
}
